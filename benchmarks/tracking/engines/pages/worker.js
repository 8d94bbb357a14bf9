/** Runs one job away from the page. */

// jsartoolkitNFT writes to the console on every frame.
const quiet = () => undefined;
Object.assign(console, { log: quiet, info: quiet, warn: quiet });

self.onmessage = async ({ data: job }) => {
  try {
    const { run } = await import(job.script);
    self.postMessage({ result: await run(job, (progress) => self.postMessage({ progress })) });
  } catch (error) {
    self.postMessage({ error: String(error?.stack ?? error) });
  }
};
