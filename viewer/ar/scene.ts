/** The second script: all that shows after the tap on Start. */
import './style-stage.css';
import './style-controls.css';
import './style-watch.css';
import type { Link } from '../shared/api';
import { EngineStart, likelySize } from './engine-start';
import { targetsOf } from './link';

export { Showing } from './showing';
export { Watch } from './watch';

/** Starts the engine while the visitor reads the start page. */
export function warmUp(name: string, link: Link): EngineStart {
  return new EngineStart(name, targetsOf(link), likelySize());
}
