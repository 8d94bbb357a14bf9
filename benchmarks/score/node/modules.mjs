/** Lets Node import the viewer's modules as the harness's pages do: /viewer/... without endings, in TypeScript. */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const VIEWER = new URL('../../../viewer/', import.meta.url);

function resolve(specifier, context, next) {
  const base = specifier.startsWith('/viewer/') ? VIEWER : context.parentURL;
  const name = specifier.startsWith('/viewer/') ? specifier.slice('/viewer/'.length) : specifier;
  if (base && /^[^:]*$/.test(name) && (base === VIEWER || name.startsWith('.'))) {
    const url = new URL(`${name}.ts`, base);
    if (existsSync(url)) return { url: url.href, shortCircuit: true };
  }
  return next(specifier, context);
}

function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'), { mode: 'transform' });
  return { format: 'module', source, shortCircuit: true };
}

registerHooks({ resolve, load });
