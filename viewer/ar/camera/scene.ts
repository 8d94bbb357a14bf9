/** What the drawn camera sees: a table with things on it, and the picture. */
import { uniform } from '../math/random';

/** The picture, brought to about the size it is filmed at: a texture without mipmaps shimmers otherwise. */
export async function paintPicture(url: string, longSide: number): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = url;
  await image.decode();
  const scale = Math.min(1, longSide / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  const context = context2d(canvas);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const THINGS = 46;

/** A wooden table with coasters, cards and pens, the same each time, and some grain. */
export function paintTable(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = context2d(canvas);
  const random = uniform(7);
  const wood = context.createLinearGradient(0, 0, width, height);
  wood.addColorStop(0, '#8d7258');
  wood.addColorStop(1, '#5f4a39');
  context.fillStyle = wood;
  context.fillRect(0, 0, width, height);
  for (let y = 0; y < height; y += 5 + 9 * random()) {
    context.fillStyle = `rgba(40, 26, 16, ${0.05 + 0.12 * random()})`;
    context.fillRect(0, y, width, 1 + 2 * random());
  }
  for (let i = 0; i < THINGS; i++) paintThing(context, random, width, height);
  addGrain(context, random, width, height);
  return canvas;
}

function paintThing(context: CanvasRenderingContext2D, random: () => number, width: number, height: number): void {
  context.save();
  context.translate(width * random(), height * random());
  context.rotate(Math.PI * random());
  context.fillStyle = `hsl(${20 + 40 * random()} ${15 + 30 * random()}% ${25 + 45 * random()}%)`;
  const size = 12 + 55 * random();
  if (random() < 0.4) {
    context.beginPath();
    context.arc(0, 0, size / 2, 0, 2 * Math.PI);
    context.fill();
  } else {
    context.fillRect(-size / 2, -size / 8, size, random() < 0.5 ? size / 4 : size * 0.7);
  }
  context.restore();
}

function addGrain(context: CanvasRenderingContext2D, random: () => number, width: number, height: number): void {
  const pixels = context.getImageData(0, 0, width, height);
  for (let i = 0; i < pixels.data.length; i += 4) {
    const grain = 14 * (random() - 0.5);
    for (let c = 0; c < 3; c++) pixels.data[i + c]! += grain;
  }
  context.putImageData(pixels, 0, 0);
}

function context2d(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2D canvas');
  return context;
}
