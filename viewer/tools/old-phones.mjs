/**
 * Fails when a built script of ours has syntax newer than ES2020, or calls what browsers of that time lack: a build
 * translates syntax, never methods. What asks first (`list.at?.(0)`) may stay. The nft engine is not ours and asks for more.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';

const ASSETS = new URL('../built/assets/', import.meta.url).pathname;
/** ES2021 to ES2025, and what browsers gave pages after 2020; names of ours must not be among them. */
const NEWER = new Set([
  'at', 'replaceAll', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'hasOwn', 'groupBy', 'withResolvers',
  'any', 'randomUUID', 'isSubsetOf', 'fromAsync', 'throwIfAborted', 'showModal', 'checkVisibility',
]);

/** Functions of the page; a build may give ours any short name, but not one as long as these. */
const NEWER_GLOBAL = new Set(['structuredClone', 'reportError']);

function* nodes(node) {
  if (typeof node?.type === 'string') yield node;
  for (const part of Object.values(node ?? {})) {
    if (typeof part === 'object') yield* nodes(part);
  }
}

function newerName({ callee, arguments: given }) {
  if (callee.type === 'Identifier') return NEWER_GLOBAL.has(callee.name) ? callee.name : null;
  const name = callee.type === 'MemberExpression' && !callee.computed ? callee.property.name : null;
  // The array's own takes one number; a method of ours that takes more is no question of age.
  return NEWER.has(name) && (name !== 'at' || given.length === 1) ? name : null;
}

/** What a script calls that an old phone has not, each once. */
function newerCalls(source) {
  const tree = parse(source, { ecmaVersion: 2020, sourceType: 'module' });
  const calls = [...nodes(tree)].filter((node) => node.type === 'CallExpression' && !node.optional).map(newerName);
  return [...new Set(calls.filter((name) => name !== null))];
}

const scripts = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js') && !/^nft.\d/.test(name));
for (const name of scripts) {
  const newer = newerCalls(readFileSync(join(ASSETS, name), 'utf8'));
  if (newer.length > 0) throw new Error(`${name} calls ${newer.join(', ')}: a phone of 2020 has not got it`);
}
