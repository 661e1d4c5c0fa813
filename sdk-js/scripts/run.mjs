/** Runs a script of package.json, on every platform: `node scripts/run.mjs build`. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { argv, exit, platform } from 'node:process';
import { fileURLToPath } from 'node:url';

const { status, error } = spawnSync('npm', ['run', '--silent', argv[2] ?? 'build'], {
  cwd: dirname(dirname(fileURLToPath(import.meta.url))),
  stdio: 'inherit',
  // On Windows npm is a batch file, which only a shell can start.
  shell: platform === 'win32',
});
if (error) console.error(`npm could not be started: ${error.message}`);
exit(status ?? 1);
