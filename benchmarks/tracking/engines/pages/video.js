/** The browser's camera, as the product's own live camera shows and takes its frames. */

export async function openCamera({ width, height, fps }) {
  const video = document.createElement('video');
  Object.assign(video, { playsInline: true, muted: true });
  const wanted = { width: { exact: width }, height: { exact: height }, frameRate: { ideal: fps } };
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  await video.play();
  return video;
}

export function closeCamera(video) {
  video.srcObject.getTracks().forEach((track) => track.stop());
}

/** The time at which the video shows a new picture. */
export function nextPicture(video) {
  return new Promise((resolve) => video.requestVideoFrameCallback((now) => resolve(now)));
}
