/** MindAR's compiler: a picture's address in, its .mind file in base64 out. */

async function loaded(url, longSide) {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob());
  const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function base64(bytes) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(',')[1]);
    reader.readAsDataURL(new Blob([bytes]));
  });
}

/** job: library and picture (addresses), longSide. */
export async function run({ library, picture, longSide }, progress) {
  const { Compiler } = await import(library);
  const compiler = new Compiler();
  await compiler.compileImageTargets([await loaded(picture, longSide)], progress);
  return base64(compiler.exportData());
}
