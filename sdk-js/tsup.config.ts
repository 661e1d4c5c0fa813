import { defineConfig } from 'tsup';

export default defineConfig([
  {
    // The one file for a <script> tag.
    silent: true,
    entry: { client: 'src/auto.ts' },
    format: 'iife',
    outExtension: () => ({ js: '.js' }),
    target: 'es2020',
    platform: 'browser',
    // Packs a few hundred bytes tighter than esbuild.
    minify: 'terser',
    terserOptions: { ecma: 2020, toplevel: true, compress: { passes: 3, hoist_funs: true } },
    esbuildOptions: (options) => {
      options.minifySyntax = true;
    },
    sourcemap: true,
  },
  {
    // The npm package.
    silent: true,
    entry: { index: 'src/index.ts', auto: 'src/auto.ts' },
    format: 'esm',
    target: 'es2020',
    platform: 'neutral',
    dts: true,
    // What both entries share, so that an error thrown by one is an instance of the other's class.
    esbuildOptions: (options) => {
      options.chunkNames = 'shared';
    },
    sourcemap: true,
  },
]);
