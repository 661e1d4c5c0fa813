/** Runs `npm ci` unless what is installed is what package-lock.json asks for. */
import { join } from 'node:path';
import { arch, exit, platform, versions } from 'node:process';
import { isMain, npm, PACKAGE } from './npm.mjs';
import { hashOf, makeIfChanged } from './stamp.mjs';

export function installDependencies(directory, install) {
  // Some packages are compiled for a platform and a generation of Node.
  const fingerprint = () =>
    [hashOf(directory, ['package-lock.json']), platform, arch, versions.modules].join(' ');
  return makeIfChanged(join(directory, 'node_modules', '.installed-from'), fingerprint, install);
}

if (isMain(import.meta.url)) {
  if (Number(versions.node.split('.')[0]) < 20) {
    console.error(`Node 20 or newer is needed to build the SDK; this is ${versions.node}.`);
    exit(1);
  }
  exit(installDependencies(PACKAGE, () => npm('ci', '--no-audit', '--no-fund')));
}
