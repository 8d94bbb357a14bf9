/** Opens an engine. Our driver comes before the clock starts, what a visitor would load for the engine after it. */
export async function started({ module, config }, size) {
  const { open } = await import(module);
  const began = performance.now();
  const tracker = await open(config, size);
  return { tracker, initMs: performance.now() - began };
}
