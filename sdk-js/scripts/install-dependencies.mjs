/** Runs `npm ci` unless what is installed is what package-lock.json asks for. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, exit, platform } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const STAMP = join('node_modules', '.installed-from');

/** Names one installation: the lock file's content and what compiled packages depend on. */
export function fingerprint(directory) {
  const lock = readFileSync(join(directory, 'package-lock.json'), 'utf8').replace(/\r\n/g, '\n');
  const hash = createHash('sha256').update(lock).digest('hex');
  return `${hash} ${platform} ${process.arch} node ${process.versions.modules}`;
}

export function isInstalled(directory) {
  try {
    return readFileSync(join(directory, STAMP), 'utf8') === fingerprint(directory);
  } catch {
    return false;
  }
}

export function markInstalled(directory) {
  mkdirSync(join(directory, 'node_modules'), { recursive: true });
  writeFileSync(join(directory, STAMP), fingerprint(directory));
}

/** @param npm runs npm in a directory and returns its exit code */
export function installDependencies(directory, npm = runNpm) {
  if (isInstalled(directory)) return 0;
  // An installation that breaks off half-way must not pass for a whole one.
  rmSync(join(directory, STAMP), { force: true });
  const code = npm(directory);
  if (code === 0) markInstalled(directory);
  return code;
}

function runNpm(directory) {
  // On Windows npm is a batch file, which only a shell can start.
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: directory,
    stdio: 'inherit',
    shell: platform === 'win32',
  });
  if (error) console.error(`npm could not be started: ${error.message}`);
  return status ?? 1;
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(`Node 20 or newer is needed to build the SDK; this is ${process.versions.node}.`);
    exit(1);
  }
  exit(installDependencies(dirname(dirname(fileURLToPath(import.meta.url)))));
}
