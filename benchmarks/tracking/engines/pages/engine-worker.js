/** One engine in a worker: opened by the first message, given frames by all that follow. */
import { started } from './start.js';

const quiet = () => undefined;
Object.assign(console, { log: quiet, info: quiet, warn: quiet });

let tracker = null;

async function open({ engine, size }) {
  const begun = await started(engine, size);
  tracker = begun.tracker;
  self.postMessage({ takesGrey: Boolean(tracker.takesGrey), initMs: begun.initMs });
}

async function process({ pixels, time }) {
  const began = performance.now();
  const answer = await tracker.process(pixels, time);
  self.postMessage({ ...answer, pixels, ms: performance.now() - began }, [pixels.data.buffer]);
}

self.onmessage = async ({ data }) => {
  try {
    await (data.engine ? open(data) : process(data));
  } catch (error) {
    self.postMessage({ error: String(error?.stack ?? error) });
  }
};
