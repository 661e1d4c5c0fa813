/** Runs npm in this package on every platform, and returns its exit code: `node scripts/npm.mjs run check`. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { argv, exit, platform } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const PACKAGE = dirname(dirname(fileURLToPath(import.meta.url)));

export function npm(...words) {
  const { status, error } = spawnSync('npm', words, {
    cwd: PACKAGE,
    stdio: 'inherit',
    // On Windows npm is a batch file, which only a shell can start.
    shell: platform === 'win32',
  });
  if (error) console.error(`npm could not be started: ${error.message}`);
  return status ?? 1;
}

export function isMain(moduleUrl) {
  return argv[1] !== undefined && moduleUrl === pathToFileURL(argv[1]).href;
}

if (isMain(import.meta.url)) exit(npm(...argv.slice(2)));
