/** `node compare.mjs recorded.json [--tune]`: what each filter makes of what the engines measured. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import * as candidates from './candidates.mjs';
import { judged, lost, summed } from './judging.mjs';
import { tuned } from './tuning.mjs';

const VIEWER = new URL('../../viewer/', import.meta.url).pathname;
const { runnerImport } = await import(pathToFileURL(createRequire(`${VIEWER}package.json`).resolve('vite')).href);
const { module: own } = await runnerImport(`${VIEWER}ar/math/follow.ts`, { root: VIEWER, configFile: false });
const runs = JSON.parse(readFileSync(process.argv[2], 'utf8'));

/** As calm at rest as the viewer's, and then as near the truth in motion as it can be: `--tune` on the first film. */
const ONE_EURO = { planar: { still: 0.7, beta: 5, slope: 30 }, nft: { still: 0.3, beta: 0.5, slope: 3 } };

const FILTERS = {
  'as measured': () => candidates.none,
  'one-euro, constants of the paper': () => candidates.oneEuro({ still: 1, beta: 0.007, slope: 1 }),
  'one-euro, tuned, with resets': (engine) => candidates.oneEuroWithResets(ONE_EURO[engine]),
  'one-euro, tuned, within twice the jitter': (engine) => candidates.oneEuroWithin(ONE_EURO[engine], 2),
  'reach 3, by frames (before)': () => candidates.former,
  'reach 1.5, by seconds': () => candidates.inSeconds(0.115, 1.5),
  'reach 2, with speed (the viewer)': () => candidates.viewers(own),
};

const px = (value) => value.toFixed(value < 10 ? 2 : 1);
const row = (cells) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
const table = (heads, rows) => [heads, heads.map(() => '---'), ...rows].forEach(row);

for (const engine of ['planar', 'nft']) {
  const mine = runs.filter((run) => run.engine === engine);
  process.stdout.write(`\n${engine}, all moves and rates\n\n`);
  const sums = ([name, choose]) => [name, ...Object.values(summed(mine, choose(engine))).map(px)];
  table(['px', 'shakes at rest', 'in motion', 'off the truth', '95 %', 'off the engine, at most'], Object.entries(FILTERS).map(sums));
  const moves = [...new Set(mine[0].frames.map((frame) => frame.move))];
  process.stdout.write(`\n${engine}, by move: shake / mean distance from the truth at 15, 30, 60 frames a second\n\n`);
  const byMove = ([name, choose]) => {
    const found = mine.map((run) => judged(run, choose(engine)));
    return [name, ...moves.map((move) => found.map((one) => (one[move] ? `${px(one[move].shake)}/${px(one[move].mean)}` : '-')).join(' '))];
  };
  table(['px', ...moves], Object.entries(FILTERS).map(byMove));
  process.stdout.write(`\n${lost(mine)} of ${mine.flatMap((run) => run.frames).length} frames not found or more than 20 px off\n`);
}

if (process.argv.includes('--tune')) for (const engine of ['planar', 'nft']) tuned(runs.filter((run) => run.engine === engine), engine, row, px);
