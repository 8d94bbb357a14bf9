/** The worker that runs jsartoolkitNFT, so that neither its time nor its `new Function` touches the page. */
import { idealCamera } from './camera-para';
import type { FromWorker, Posted, ToWorker } from './messages';
import { projectCorners } from './pose';
import { Tracker } from './toolkit';

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: Posted): void;
}

const scope = self as unknown as WorkerScope;
let tracker: Tracker | null = null;

// The engine writes to the console on every frame; what matters is posted.
const quiet = (): void => undefined;
Object.assign(console, { log: quiet, info: quiet, warn: quiet, error: quiet });

scope.onmessage = ({ data }) => {
  const work = data.type === 'init' ? init(data) : Promise.resolve().then(() => scope.postMessage(process(data)));
  work.catch((error: unknown) => scope.postMessage({ type: 'failed', message: String(error) }));
};

async function init(message: Extract<ToWorker, { type: 'init' }>): Promise<void> {
  tracker = await Tracker.open(message.engineUrl, idealCamera(message.width, message.height), message.targets);
  scope.postMessage({ type: 'ready' });
}

function process({ pixels }: Extract<ToWorker, { type: 'frame' }>): FromWorker {
  if (!tracker) throw new Error('a frame came before the engine was ready');
  const finding = tracker.find(new Uint8ClampedArray(pixels));
  const corners = finding && projectCorners(finding.pose, tracker.sheets[finding.target]!, tracker.camera);
  const { target = 0, error = 0 } = finding ?? {};
  return { type: 'result', target, corners, error };
}
