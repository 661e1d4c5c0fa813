import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const GUIDE = '../docs/guide/sdk.md';

/** Code blocks under a comment that names the file they show. */
function snippets(path: string): [file: string, code: string][] {
  return [...read(path).matchAll(/<!-- (examples\/\S+) -->\n\n```\w+\n([^]*?)\n```/g)].map(
    ([, file = '', code = '']) => [file, code],
  );
}

test.each(['README.md', GUIDE])('theCodeIn %s isTheCodeThatRuns', (path) => {
  const found = snippets(path);
  expect(found.length).toBeGreaterThan(0);
  for (const [file, code] of found) expect(code, file).toBe(read(file).trimEnd());
});

test('theGuideNamesEveryEventAndNoOther', () => {
  const typed = [...read('src/types.ts').matchAll(/^ {2}'(allegro:[a-z:-]+)'/gm)].map(([, name]) => name);
  const told = [...read(GUIDE).matchAll(/^\| `(allegro:[a-z:-]+)`/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual(typed.sort());
});

test('theGuideNamesEveryMethodOfTheMember', () => {
  const member = /interface MemberNamespace \{([^]*?)\n\}/.exec(read('src/types.ts'))?.[1] ?? '';
  const methods = [...member.matchAll(/^ {2}(\w+): \(/gm)].map(([, name]) => name ?? '');
  expect(methods.length).toBeGreaterThan(10);
  expect(methods.filter((name) => !read(GUIDE).includes(`\`${name}(`))).toEqual([]);
});

test('theCompleteExampleDiffersFromTheDocumentedOneOnlyInAddressAndTerm', () => {
  const documented = read('examples/complete-example.html')
    .replace('/_fermata/client.js', 'https://your-allegro-instance.com/client.js')
    .replace('term_month', 'term_abc123')
    .trimEnd();
  expect(createHash('sha256').update(documented).digest('hex')).toBe(
    '23918fabd8b8abcfa4d1410dc4944589649a04cd0553ae7f0aa77a512d1ffa73',
  );
});
