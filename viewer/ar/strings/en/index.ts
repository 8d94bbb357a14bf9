/** Every sentence of the viewer, in English. Another language is another constant of this shape. */
import { camera } from './camera';
import { coach } from './coach';
import { controls } from './controls';
import { notes, problems, switches, type Note, type Problem } from './problems';
import { start } from './start';
import { ways } from './ways';

export const en = { ...start, ...ways, ...camera, ...coach, ...controls, problems, notes, switches };

/** A text in `{braces}` is put in. */
export type Strings = Omit<typeof en, 'problems'> & { problems: Record<Problem, readonly [title: string, words: string]> };
export type { Note, Problem };
