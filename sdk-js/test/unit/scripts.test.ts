import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from '../browser/chromium';
import { build } from '../../scripts/build.mjs';
import { installDependencies } from '../../scripts/install-dependencies.mjs';

let directory: string;
let runs: number;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'install-'));
  writeFileSync(join(directory, 'package-lock.json'), '{\n  "lockfileVersion": 3\n}\n');
  runs = 0;
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function install(code = 0): number {
  return installDependencies(directory, () => {
    runs++;
    return code;
  });
}

test('whatIsInstalledIsNotInstalledAgain', () => {
  expect([install(), install(), install()]).toEqual([0, 0, 0]);
  expect(runs).toBe(1);
});

test('anotherLockFileIsInstalled', () => {
  install();
  writeFileSync(join(directory, 'package-lock.json'), '{\n  "lockfileVersion": 4\n}\n');
  install();
  expect(runs).toBe(2);
});

test('otherLineEndingsAreNoOtherLockFile', () => {
  install();
  const lock = join(directory, 'package-lock.json');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/\n/g, '\r\n'));
  install();
  expect(runs).toBe(1);
});

test('aRemovedInstallationIsMadeAgain', () => {
  install();
  rmSync(join(directory, 'node_modules'), { recursive: true });
  install();
  expect(runs).toBe(2);
});

test('aFailedInstallationFailsAndIsTriedAgain', () => {
  expect(install(7)).toBe(7);
  expect(install()).toBe(0);
  expect(runs).toBe(2);
});

test('aFailedInstallationDoesNotPassForTheOneBefore', () => {
  install();
  const lock = join(directory, 'package-lock.json');
  const before = readFileSync(lock, 'utf8');
  writeFileSync(lock, '{}');
  install(1);
  writeFileSync(lock, before);
  install();
  expect(runs).toBe(3);
});

function built(content = 'built'): number {
  return build(directory, () => {
    runs++;
    mkdirSync(join(directory, 'dist'), { recursive: true });
    writeFileSync(join(directory, 'dist', 'client.js'), content);
    return 0;
  });
}

test('whatIsBuiltIsBuiltAgainWhenASourceChanges', () => {
  mkdirSync(join(directory, 'src', 'deep'), { recursive: true });
  writeFileSync(join(directory, 'src', 'deep', 'a.ts'), 'one');
  built();
  built();
  expect(runs).toBe(1);
  writeFileSync(join(directory, 'src', 'deep', 'a.ts'), 'two');
  built();
  expect(runs).toBe(2);
  writeFileSync(join(directory, 'src', 'b.ts'), 'new');
  built();
  expect(runs).toBe(3);
});

test('whatSomebodyElseBuiltIsBuiltAgain', () => {
  built();
  writeFileSync(join(directory, 'dist', 'client.js'), 'from an edit since undone');
  built();
  expect(runs).toBe(2);
  rmSync(join(directory, 'dist', 'client.js'));
  built();
  expect(runs).toBe(3);
});

test('aMissingChromiumIsNamedInOneLine', () => {
  expect(() => findChromium({}, ['/nowhere'])).toThrow(/^No Chromium found[^\n]*set CHROMIUM to its path\.$/);
  expect(() => findChromium({ CHROMIUM: '/nowhere' })).toThrow(
    /^CHROMIUM names \/nowhere, which does not exist\.$/,
  );
});
