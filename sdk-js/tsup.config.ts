import { defineConfig } from 'tsup';

export default defineConfig([
  {
    // The one file for a <script> tag.
    entry: { client: 'src/auto.ts' },
    format: 'iife',
    outExtension: () => ({ js: '.js' }),
    target: 'es2020',
    platform: 'browser',
    minify: true,
    sourcemap: true,
  },
  {
    // The npm package.
    entry: { index: 'src/index.ts', auto: 'src/auto.ts' },
    format: 'esm',
    target: 'es2020',
    platform: 'neutral',
    dts: true,
    sourcemap: true,
  },
]);
