/**
 * Starts jobs for the bench and tells it how they go through `report`, a function that it gives to the page.
 * A job names a script that has `run(job, progress)`, and whether that runs in a worker or on the page.
 */

/** Milliseconds between two words about progress. */
const EVERY = 250;

/** Progress is told now and then, so that telling does not disturb what is measured. */
function teller() {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < EVERY) return;
    last = now;
    void report({ progress });
  };
}

function inWorker(job, tell) {
  const worker = new Worker('/pages/worker.js', { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || 'the worker could not be loaded'));
    worker.onmessage = ({ data }) => {
      if ('progress' in data) tell(data.progress);
      else if ('error' in data) reject(new Error(data.error));
      else resolve(data.result);
    };
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}

async function onPage(job, tell) {
  const { run } = await import(job.script);
  return run(job, tell);
}

/** Returns at once; the result comes by `report`. */
function start(job) {
  if (!crossOriginIsolated) throw new Error('the page is not isolated: its clock is too coarse');
  const work = job.where === 'worker' ? inWorker(job, teller()) : onPage(job, teller());
  work.then(
    (result) => report({ result }),
    (error) => report({ error: String(error?.stack ?? error) }),
  );
}

window.bench = { start };
