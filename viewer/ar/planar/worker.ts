/** The worker that runs the tracking core, so that its time is not the page's. */
import { Core, type CoreExports } from './core';
import type { InitMessage, Posted, ToWorker } from './messages';

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: Posted, transfer?: Transferable[]): void;
}

const scope = self as unknown as WorkerScope;
let core: Core | null = null;

scope.onmessage = ({ data }) => {
  answer(data).catch((error: unknown) => scope.postMessage({ type: 'failed', message: String(error) }));
};

async function answer(message: ToWorker): Promise<void> {
  if (message.type === 'init') {
    core = await open(message);
    return scope.postMessage({ type: 'ready' });
  }
  if (!core) throw new Error('a frame came before the engine was ready');
  if (message.type === 'forget') return core.forget();
  const { pixels, format, time } = message;
  const finding = core.process(new Uint8Array(pixels), format, time);
  scope.postMessage({ type: 'result', finding, pixels }, [pixels]);
}

async function open({ core: bytes, targets, width, height }: InitMessage): Promise<Core> {
  const { instance } = await WebAssembly.instantiate(bytes);
  const opened = new Core(instance.exports as unknown as CoreExports, width, height);
  loadAll(opened, targets);
  opened.warmUp();
  return opened;
}

/** One picture that cannot be looked for is no reason not to look for the others. Throws when it is all of them. */
function loadAll(opened: Core, files: ArrayBuffer[]): void {
  const refusals: unknown[] = [];
  files.forEach((file, index) => {
    try {
      opened.load(new Uint8Array(file), index);
    } catch (refusal) {
      refusals.push(refusal);
    }
  });
  if (refusals.length === files.length) throw refusals[0];
}
