// Makes the schemas when they are missing or older than what they are made from; otherwise does nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const outputs = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const inputs = ['package.json', 'package-lock.json', 'prepare.mjs', 'schemas.mjs', 'operations.mjs'];

const changed = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);
const newest = (files) => Math.max(...files.map((file) => changed(join(here, file))));

function run(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const installed = join(here, 'node_modules', '.package-lock.json');
if (changed(installed) < newest(['package.json', 'package-lock.json'])) run('npm', 'ci');
if (Math.min(...outputs.map(changed)) < newest(inputs)) run('node', 'schemas.mjs', ...outputs);
