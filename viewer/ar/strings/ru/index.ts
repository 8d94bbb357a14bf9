/** Every sentence of the viewer, in Russian. */
import type { Strings } from '../en';
import { camera } from './camera';
import { coach } from './coach';
import { controls } from './controls';
import { notes, problems, switches } from './problems';
import { start } from './start';
import { ways } from './ways';

export const ru: Strings = { ...start, ...ways, ...camera, ...coach, ...controls, problems, notes, switches };
