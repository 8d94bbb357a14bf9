/** Tells what a visitor downloads, gzipped, and fails when something outgrows its budget. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUILT = new URL('../built/', import.meta.url).pathname;
/** Bytes, gzipped: page, first script and style; the tracking core; all of it without the compatibility engine. */
const START_BUDGET = 30_000;
const CORE_BUDGET = 25_000;
const WHOLE_BUDGET = 150_000;

const gzipped = (path) => gzipSync(readFileSync(join(BUILT, path)), { level: 9 }).length;
const page = readFileSync(join(BUILT, 'ar/index.html'), 'utf8');
if (/<script(?![^>]*\bsrc=)|<style|\bon\w+=|\bstyle=/.test(page)) throw new Error('the page has inline code: its policy forbids it');

const first = ['ar/index.html', ...[...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1])];
const assets = readdirSync(join(BUILT, 'assets'), { recursive: true, encoding: 'utf8' }).map((name) => join('assets', name));
const later = assets.filter((name) => /\.(js|css)$/.test(name) && !first.includes(name));
const cores = assets.filter((name) => name.endsWith('.wasm'));

const sum = (names) => names.reduce((total, name) => total + gzipped(name), 0);
const line = (size, name) => `${String(size).padStart(8)}  ${name}`;
const lines = (names) => names.map((name) => line(gzipped(name), name));
const own = later.filter((name) => !name.startsWith(join('assets', 'nft')));
const core = Math.max(...cores.map(gzipped));
const [start, whole] = [sum(first), sum([...first, ...own]) + core];

const table = ['start page (gzip)', ...lines(first), line(start, 'together'), 'later', ...lines(later), 'one of', ...lines(cores)];
process.stdout.write([...table, line(whole, 'start page, planar engine and everything else but nft, together'), ''].join('\n'));

const budgets = [
  ['the start page', start, START_BUDGET],
  ['the tracking core', core, CORE_BUDGET],
  ['the viewer', whole, WHOLE_BUDGET],
];
for (const [what, size, budget] of budgets) {
  if (size > budget) throw new Error(`${what} has ${size} bytes, more than ${budget}`);
}
