/** The second script: all that shows after the tap on Start. */
import './style-stage.css';
import './style-controls.css';
import './style-watch.css';
import type { Link } from '../shared/api';
import { DemoCamera } from './camera/demo';
import { SequenceCamera } from './camera/seq';
import type { CameraSource } from './camera/source';
import { EngineStart, likelySize } from './engine-start';
import { targetsOf } from './link';
import type { Mode } from './mode';

export { Experience } from './experience/experience';
export { openRecord } from './measure';
export { Stage } from './ui/stage';
export { Watch } from './watch';

export function drawnCamera(mode: Mode, link: Link): CameraSource {
  return mode.source === 'seq' ? new SequenceCamera(mode.clip) : new DemoCamera(link.imageUrl ?? '');
}

/** Starts the engine while the visitor reads the start page. */
export function warmUp(name: string, link: Link): EngineStart {
  return new EngineStart(name, targetsOf(link), likelySize());
}
