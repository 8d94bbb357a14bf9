/** What runs on the graphics, in GLSL ES 1.00, which every WebGL takes. Pictures and squares are y down throughout. */

/** Half precision tells only 1024 places across a texture apart. */
export const PRECISION = `
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif`;

/** A unit square laid anywhere; `depth` is its perspective divisor. */
export const LAID = `
attribute vec2 corner;
uniform mat3 place;
uniform mat3 within;
uniform vec4 crop;
varying vec2 unit;
varying vec2 inside;
varying vec2 at;
varying float depth;
void main() {
  vec3 p = place * vec3(corner, 1.0);
  unit = corner;
  inside = (within * vec3(corner, 1.0)).xy;
  at = crop.xy + corner * crop.zw;
  depth = p.z;
  gl_Position = vec4(p.xy, 0.0, p.z);
}`;

/** A picture that covers what is below it, to its very edges. */
export const COVERING = `${PRECISION}
uniform sampler2D picture;
varying vec2 at;
void main() {
  gl_FragColor = vec4(texture2D(picture, at).rgb, 1.0);
}`;

/**
 * A picture of premultiplied colours, in a light of which `gains` has the halves and `lit` the share. `edges` and `outline` are as `edgeScales` gives them, over the pixels that an edge
 * is soft; `open` is how far what lies beyond the outline is to be seen.
 */
export const PICTURE = `${PRECISION}
uniform sampler2D picture;
uniform sampler2D gains;
uniform float lit;
uniform float alpha;
uniform vec4 edges;
uniform vec4 outline;
uniform float open;
varying vec2 unit;
varying vec2 inside;
varying vec2 at;
varying float depth;
float cover(vec2 p, vec4 scales) {
  vec2 near = clamp(min(p * scales.xy, (1.0 - p) * scales.zw) / depth, 0.0, 1.0);
  return near.x * near.y;
}
void main() {
  vec4 color = texture2D(picture, at);
  float share = alpha * cover(unit, edges) * max(open, cover(inside, outline));
  vec3 gain = mix(vec3(1.0), 2.0 * texture2D(gains, vec2(0.5)).rgb, lit);
  gl_FragColor = vec4(min(color.rgb * gain, color.a), color.a) * share;
}`;

/** The whole of what is drawn into. */
export const WHOLE = `
attribute vec2 corner;
varying vec2 at;
void main() {
  at = corner;
  gl_Position = vec4(2.0 * corner - 1.0, 0.0, 1.0);
}`;

/** Colours above, mask below; what a codec leaves of black and white in the mask is taken for it. */
export const STACKED = `${PRECISION}
uniform sampler2D film;
varying vec2 at;
void main() {
  vec3 color = texture2D(film, vec2(at.x, 0.5 * at.y)).rgb;
  vec3 mask = texture2D(film, vec2(at.x, 0.5 + 0.5 * at.y)).rgb;
  float a = clamp((dot(mask, vec3(0.299, 0.587, 0.114)) - 0.04) / 0.92, 0.0, 1.0);
  gl_FragColor = vec4(color * a, a);
}`;

/**
 * As `opacityOf` and `despilled` in keying.ts; `limits` are similarity, smoothness and spill. Colour comes at half a
 * film's resolution: the distance is a mean over neighbours, else its edge is a staircase.
 */
export const CHROMA = `${PRECISION}
uniform sampler2D film;
uniform vec2 key;
uniform vec2 tint;
uniform vec3 limits;
uniform float reach;
uniform vec2 texel;
varying vec2 at;
vec2 chroma(vec3 c) {
  return vec2(dot(c, vec3(-0.168736, -0.331264, 0.5)), dot(c, vec3(0.5, -0.418688, -0.081312)));
}
float away(vec2 offset) {
  return distance(chroma(texture2D(film, at + offset * texel).rgb), key) / reach;
}
void main() {
  vec3 color = texture2D(film, at).rgb;
  vec2 c = chroma(color);
  float near = away(vec2(-1.0, 0.0)) + away(vec2(1.0, 0.0)) + away(vec2(0.0, -1.0)) + away(vec2(0.0, 1.0));
  float a = smoothstep(limits.x, limits.x + max(limits.y, 0.001), (2.0 * away(vec2(0.0)) + near) / 6.0);
  c -= (1.0 - a * (1.0 - limits.z)) * max(0.0, dot(c, tint) - abs(c.y * tint.x - c.x * tint.y)) * tint;
  float y = dot(color, vec3(0.299, 0.587, 0.114));
  vec3 clean = y + vec3(1.402 * c.y, -0.344136 * c.x - 0.714136 * c.y, 1.772 * c.x);
  gl_FragColor = vec4(clamp(clean, 0.0, 1.0) * a, a);
}`;
