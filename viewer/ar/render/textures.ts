/** Pictures on the graphics, and textures that are drawn into. */
import type { Graphics } from './program';

export function createTexture(gl: Graphics): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  // Sizes that are no powers of two allow neither mipmaps nor repeats in WebGL 1.
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const use of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, use, gl.LINEAR);
  return texture;
}

/**
 * `texImage2D` and not `texSubImage2D`, although the size stays: browsers copy a video to the graphics on the graphics
 * for the former alone (WebKit, Chromium), and take every pixel through the processor for the latter.
 */
export function fillTexture(gl: Graphics, texture: WebGLTexture, image: TexImageSource): void {
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image);
}

/** What to draw from when it is drawn small: without these, every other pixel is left out, and it flickers. */
export function shrinkTexture(gl: Graphics, texture: WebGLTexture, small: boolean): void {
  if (!('texStorage2D' in gl)) return;
  gl.bindTexture(gl.TEXTURE_2D, texture);
  if (small) gl.generateMipmap(gl.TEXTURE_2D);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, small ? gl.LINEAR_MIPMAP_LINEAR : gl.LINEAR);
}

/** A texture that is drawn into, premultiplied; its size is set with the first drawing. */
export class Target {
  readonly texture: WebGLTexture;
  private readonly buffer: WebGLFramebuffer | null;
  private width = 0;
  private height = 0;

  constructor(private readonly gl: Graphics) {
    this.texture = createTexture(gl);
    this.buffer = gl.createFramebuffer();
  }

  /** Runs `draw` upon it, in place of what it had; the screen is drawn into again afterwards. */
  draw(width: number, height: number, draw: () => void): void {
    const { gl } = this;
    this.fit(width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.buffer);
    gl.viewport(0, 0, width, height);
    gl.disable(gl.BLEND);
    draw();
    gl.enable(gl.BLEND);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
  }

  private fit(width: number, height: number): void {
    if (this.width === width && this.height === height) return;
    const { gl, texture } = this;
    Object.assign(this, { width, height });
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.buffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  }
}
