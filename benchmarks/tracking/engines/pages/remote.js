/** An engine in a worker, asked from the page one frame at a time: as the product runs its engines. */

export async function openRemote(engine, size) {
  const worker = new Worker('/pages/engine-worker.js', { type: 'module' });
  const { takesGrey, initMs } = await ask(worker, { engine, size });
  const tracker = {
    takesGrey,
    /** The answer has `ms` of its own: the engine's time without the way there and back. The buffer comes back. */
    async process(pixels, time) {
      const answer = await ask(worker, { pixels, time }, [pixels.data.buffer]);
      pixels.data = answer.pixels.data;
      return answer;
    },
  };
  return { tracker, initMs };
}

function ask(worker, message, transfer = []) {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || 'the worker could not be loaded'));
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    worker.postMessage(message, transfer);
  });
}
