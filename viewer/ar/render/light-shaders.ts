/** The scene's light, measured where it is used: what light.ts has for the processor, for the graphics. */
import { PRECISION } from './shaders';

/** The camera's picture where the print lies in it, brought to few pixels: each is the mean of 4x4 places of its cell. */
export const PRINT = `${PRECISION}
uniform sampler2D camera;
uniform mat3 print;
uniform float cell;
varying vec2 at;
void main() {
  vec3 sum = vec3(0.0);
  float seen = 0.0;
  for (int i = 0; i < 16; i++) {
    vec2 offset = vec2(mod(float(i), 4.0), floor(float(i) / 4.0)) - 1.5;
    vec3 p = print * vec3(at + 0.25 * cell * offset, 1.0);
    vec2 q = p.xy / p.z;
    sum += texture2D(camera, q).rgb;
    seen += all(lessThan(abs(q - 0.5), vec2(0.5))) ? 1.0 : 0.0;
  }
  gl_FragColor = vec4(sum / 16.0, seen / 16.0);
}`;

/**
 * One pixel: half of each colour's gain, and whether one was ever measured. In place of the median that light.ts takes, the
 * mean is taken again with cells that disagree with it counting less. Eight bits do not hold small steps: each is one
 * bit at least, so that the aim is reached.
 */
export const GAIN = `${PRECISION}
uniform sampler2D seen;
uniform sampler2D published;
uniform sampler2D last;
uniform float side;
uniform float dark;
uniform float enough;
uniform vec3 bounds;
uniform vec2 shares;
vec3 inView;
vec3 mean(vec3 about, float width) {
  vec3 up = vec3(0.0);
  vec3 down = vec3(0.0);
  vec3 whole = vec3(0.0);
  vec3 there = vec3(0.0);
  for (int i = 0; i < 64; i++) {
    vec2 p = (vec2(mod(float(i), side), floor(float(i) / side)) + 0.5) / side;
    vec4 s = texture2D(seen, p);
    vec3 r = texture2D(published, p).rgb;
    vec3 weight = step(vec3(dark), r);
    whole += weight * r;
    weight *= step(0.98, s.a);
    there += weight * r;
    vec3 off = (s.rgb / max(r, vec3(dark)) - about) / width;
    weight /= 1.0 + off * off;
    up += weight * s.rgb;
    down += weight * r;
  }
  inView = step(max(enough * whole, vec3(0.01)), there);
  return up / max(down, vec3(0.01));
}
void main() {
  vec4 before = texture2D(last, vec2(0.5));
  vec3 gain = mean(vec3(0.0), 1000.0);
  for (int i = 0; i < 4; i++) gain = mean(gain, 0.15);
  float known = dot(inView, vec3(1.0));
  gl_FragColor = before;
  if (known > 0.0) {
    gain = mix(vec3(dot(gain, inView) / known), gain, inView);
    float light = dot(gain, vec3(0.299, 0.587, 0.114));
    vec3 tint = clamp(gain / max(light, 0.001), 1.0 / bounds.z, bounds.z);
    vec3 way = 0.5 * clamp(light, bounds.x, bounds.y) * tint - before.rgb;
    vec3 move = way * (before.a < 0.5 ? shares.y : shares.x);
    move = sign(way) * max(abs(move), min(abs(way), vec3(1.0 / 255.0)));
    gl_FragColor = vec4(before.rgb + move, 1.0);
  }
}`;
