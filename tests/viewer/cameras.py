"""A device with three cameras, and what a test does to them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

WATCH = """
globalThis.asked = [];
globalThis.cameras = [];
globalThis.refusal = null;
const open = MediaDevices.prototype.getUserMedia;
MediaDevices.prototype.getUserMedia = async function (wanted) {
  asked.push(wanted.video);
  const refused = globalThis.refusal?.(wanted.video);
  if (refused) throw new DOMException('', refused);
  const stream = globalThis.film ? globalThis.film(wanted.video) : await open.call(this, wanted);
  cameras.push(stream.getVideoTracks()[0]);
  return stream;
};
globalThis.live = () => cameras.filter(({ readyState }) => readyState === 'live');
globalThis.unplug = () => live().forEach(track => {
  track.stop();
  track.dispatchEvent(new Event('ended'));
});
let hidden = false;
Object.defineProperty(document, 'hidden', { get: () => hidden });
Object.defineProperty(document, 'visibilityState', { get: () => hidden ? 'hidden' : 'visible' });
globalThis.hide = value => {
  hidden = value;
  document.dispatchEvent(new Event('visibilitychange'));
};
"""
"""Leaves the page's cameras where a test can look at them and take them away, and refuses them when it says so."""
DRAWN = """
globalThis.running = true;
globalThis.film = () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 640 });
  const context = canvas.getContext('2d');
  const picture = new Image();
  picture.src = '/api/v1/assets/picture.png';
  setInterval(() => {
    if (!running) return;
    context.fillStyle = ['#777', '#778'][Math.floor(performance.now() / 100) % 2];
    context.fillRect(0, 0, 480, 640);
    if (picture.complete) context.drawImage(picture, 80, 160, 320, 320);
  }, 66);
  return canvas.captureStream(15);
};
"""
"""An upright camera that films the picture, and stands still when the test says so."""
PHONE = """
globalThis.phone = {
  lenses: {
    wide: { label: 'camera2 2, facing back', focusMode: ['continuous'] },
    front: { label: 'camera2 1, facing front' },
    main: { label: 'camera2 0, facing back', focusMode: ['continuous'], torch: true },
  },
  first: 'wide',
  alone: false,
};
globalThis.device = track => track.getSettings().deviceId;
const draw = globalThis.film;
globalThis.film = wanted => {
  const lens = wanted.deviceId?.exact ?? phone.first;
  if (phone.alone && live().length > 0) throw new DOMException('', 'NotReadableError');
  if (!phone.lenses[lens]) throw new DOMException('', 'OverconstrainedError');
  const stream = draw();
  const [track] = stream.getVideoTracks();
  track.getSettings = () => ({ deviceId: lens });
  track.getCapabilities = () => phone.lenses[lens];
  track.applyConstraints = async ({ advanced: [{ torch }] }) => {
    if (phone.hot) throw new DOMException('', 'NotReadableError');
    track.lit = torch;
  };
  return stream;
};
MediaDevices.prototype.enumerateDevices = async () => Object.entries(phone.lenses).map(
  ([deviceId, { label }]) => ({ deviceId, label, kind: 'videoinput' }));
"""
"""A phone whose browser opens another lens than the main one by itself; it wants ``DRAWN`` before it."""

Visit = Callable[..., Page]
"""Opens the link with scripts that run before the page's own, and taps on Start."""
