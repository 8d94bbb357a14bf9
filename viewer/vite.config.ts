/** Builds what the API serves: `built/ar/index.html`, the shell of every /v/{slug}, and `built/assets/`. */
import { basename, dirname } from 'node:path';
import { defineConfig } from 'vitest/config';
import { engineFiles } from './tools/engine-files.mjs';

export default defineConfig({
  appType: 'mpa',
  publicDir: false,
  plugins: [engineFiles()],
  experimental: {
    // Scripts find each other from where they lie, so that an export plays below any folder; its page names them itself.
    renderBuiltUrl: (_name, { hostType }) => (hostType === 'html' ? undefined : { relative: true }),
  },
  build: {
    outDir: 'built',
    emptyOutDir: true,
    target: 'es2020',
    cssTarget: ['chrome87', 'safari14.1', 'firefox78'],
    // The page's Content-Security-Policy allows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'ar/index.html' },
  },
  worker: {
    // Phones of 2020 know no workers that are modules (Safari before 15); a script is read by all.
    format: 'iife',
    // The HTTP layer gives each engine's worker its policy by this name.
    rolldownOptions: {
      output: { entryFileNames: ({ facadeModuleId }) => `assets/${basename(dirname(facadeModuleId ?? ''))}/worker-[hash].js` },
    },
  },
  test: { include: ['ar/**/*.test.ts'], environment: 'node' },
});
