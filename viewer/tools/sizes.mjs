/** Tells what a visitor downloads, gzipped, and fails when the start page outgrows its budget. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUILT = new URL('../built/', import.meta.url).pathname;
/** Bytes, gzipped: page, first script and style. */
const START_BUDGET = 30_000;

const gzipped = (path) => gzipSync(readFileSync(join(BUILT, path)), { level: 9 }).length;
const page = readFileSync(join(BUILT, 'ar/index.html'), 'utf8');
if (/<script(?![^>]*\bsrc=)|<style|\bon\w+=|\bstyle=/.test(page)) throw new Error('the page has inline code: its policy forbids it');

const first = ['ar/index.html', ...[...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1])];
const scripts = readdirSync(join(BUILT, 'assets'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css)$/.test(name));
const rest = scripts.map((name) => join('assets', name)).filter((name) => !first.includes(name));
const line = (name) => `${String(gzipped(name)).padStart(8)}  ${name}`;
const start = first.reduce((sum, name) => sum + gzipped(name), 0);

process.stdout.write(['start page (gzip)', ...first.map(line), `${String(start).padStart(8)}  together`, 'later', ...rest.map(line), ''].join('\n'));
if (start > START_BUDGET) throw new Error(`the start page has ${start} bytes, more than ${START_BUDGET}`);
