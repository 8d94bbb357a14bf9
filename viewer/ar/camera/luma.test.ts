import { describe, expect, it } from 'vitest';
import type { Pixels } from '../engine';
import { brightness, LumaReader, shrink } from './luma';

const SIZE = { width: 4, height: 2 };

/** A camera's frame in memory: luma y, x in units of ten and one, in rows that are longer than the picture. */
function frameOf(width: number, height: number, other: Partial<Record<keyof VideoFrame | 'rotation', unknown>> = {}): VideoFrame {
  const [offset, stride] = [3, width + 5];
  const copyTo = async (out: Uint8Array): Promise<PlaneLayout[]> => {
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[offset + y * stride + x] = 10 * y + x;
    return [{ offset, stride }];
  };
  const sides = { visibleRect: { width, height }, displayWidth: width, displayHeight: height };
  return { format: 'NV12', ...sides, allocationSize: () => 2 * stride * height, copyTo, ...other } as unknown as VideoFrame;
}

function grey(): Pixels {
  return { format: 'grey', ...SIZE, data: new Uint8Array(SIZE.width * SIZE.height) };
}

describe('LumaReader', () => {
  it('takes the luma plane of a frame that has the size', async () => {
    const out = grey();
    expect(await new LumaReader().read(frameOf(4, 2), SIZE, out)).toBe(true);
    expect([...out.data]).toEqual([0, 1, 2, 3, 10, 11, 12, 13]);
  });

  it('halves a frame of twice the size', async () => {
    const out = grey();
    expect(await new LumaReader().read(frameOf(8, 4), SIZE, out)).toBe(true);
    expect([...out.data]).toEqual([6, 8, 10, 12, 26, 28, 30, 32]);
  });

  it('shrinks a frame of any size that has its shape', async () => {
    const out = grey();
    expect(await new LumaReader().read(frameOf(6, 3), SIZE, out)).toBe(true);
    expect([...out.data]).toEqual([3, 4, 6, 7, 18, 19, 21, 22]);
  });

  it.each([
    ['another format', frameOf(4, 2, { format: 'BGRA' })],
    ['no format that may be read', frameOf(4, 2, { format: null })],
    ['another shape', frameOf(16, 2)],
    ['a turn', frameOf(4, 2, { rotation: 90 })],
    ['pixels that are not square', frameOf(4, 2, { displayWidth: 5 })],
    ['no pixels to copy', {} as ImageBitmap],
  ])('leaves a frame with %s to the canvas', async (_, frame) => {
    expect(await new LumaReader().read(frame, SIZE, grey())).toBe(false);
  });

  it('asks no more once frames could not be copied', async () => {
    const reader = new LumaReader();
    const copyTo = (): Promise<never> => Promise.reject(new DOMException('', 'OperationError'));
    expect(await reader.read(frameOf(4, 2, { copyTo }), SIZE, grey())).toBe(false);
    expect(await reader.read(frameOf(4, 2), SIZE, grey())).toBe(false);
  });
});

describe('shrink', () => {
  it('rounds the mean of four pixels', () => {
    const out = new Uint8Array(1);
    shrink({ data: Uint8Array.of(255, 255, 255, 254), offset: 0, stride: 2 }, { width: 2, height: 2 }, { width: 1, height: 1 }, out);
    expect(out[0]).toBe(255);
  });

  it.each([
    [12, 4],
    [8, 3],
    [640, 480],
    [1280, 480],
    [1280, 320],
  ])('keeps a slope where it is, from %i pixels to %i', (wide, narrow) => {
    const [from, to] = [{ width: wide, height: 1 }, { width: narrow, height: 1 }];
    const data = Uint8Array.from({ length: wide }, (_, x) => Math.round((200 * (x + 0.5)) / wide));
    const out = new Uint8Array(narrow);
    shrink({ data, offset: 0, stride: wide }, from, to, out);
    const errors = [...out].map((level, x) => level - (200 * (x + 0.5)) / narrow);
    const step = 200 / wide;
    expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(step / 2 + 1);
  });
});

describe('brightness', () => {
  it('is the mean of a frame, coloured or not', () => {
    const sides = { width: 100, height: 97 };
    const grey = Uint8Array.from({ length: 9700 }, (_, i) => i % 100);
    const rgba = Uint8Array.from({ length: 4 * 9700 }, (_, i) => (i % 4 === 1 ? 80 : 255));
    expect(brightness({ format: 'grey', ...sides, data: grey })).toBeCloseTo(49.5, 6);
    expect(brightness({ format: 'rgba', ...sides, data: rgba })).toBe(80);
  });
});
