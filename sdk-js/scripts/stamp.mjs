/** Remembers, in a small file, what something was made from, so that it is not made again from the same. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One hash over files and all files in directories; line endings do not count, and what is missing counts as missing. */
export function hashOf(directory, paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((each) => filesIn(directory, each))) {
    hash.update(`${path}\0`);
    try {
      hash.update(readFileSync(join(directory, path), 'utf8').replace(/\r\n/g, '\n'));
    } catch {
      hash.update('\0missing');
    }
  }
  return hash.digest('hex');
}

function filesIn(directory, path) {
  if (!statSync(join(directory, path), { throwIfNoEntry: false })?.isDirectory()) return [path];
  const names = readdirSync(join(directory, path)).sort();
  return names.flatMap((name) => filesIn(directory, `${path}/${name}`));
}

/**
 * Makes something unless the stamp says that it was made from the same.
 *
 * @param fingerprint what it is made from, and what was made; read before and after
 * @param make returns an exit code; only after 0 is the stamp written
 */
export function makeIfChanged(stamp, fingerprint, make) {
  if (read(stamp) === fingerprint()) return 0;
  // What breaks off half-way must not pass for whole.
  rmSync(stamp, { force: true });
  const code = make();
  if (code === 0) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, fingerprint());
  }
  return code;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
