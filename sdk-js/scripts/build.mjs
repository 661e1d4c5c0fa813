/** Runs `npm run build` unless dist/ was built from what is here. */
import { join } from 'node:path';
import { exit } from 'node:process';
import { isMain, npm, PACKAGE } from './npm.mjs';
import { hashOf, makeIfChanged } from './stamp.mjs';

const SOURCES = ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsup.config.ts'];
const RESULTS = [
  'dist/client.js',
  'dist/client.js.map',
  'dist/index.js',
  'dist/index.d.ts',
  'dist/auto.d.ts',
];

export function build(directory, run) {
  return makeIfChanged(
    join(directory, 'dist', '.built-from'),
    () => hashOf(directory, [...SOURCES, ...RESULTS]),
    run,
  );
}

if (isMain(import.meta.url)) exit(build(PACKAGE, () => npm('run', '--silent', 'build')));
