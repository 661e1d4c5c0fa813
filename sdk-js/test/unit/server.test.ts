import { expect, test } from 'vitest';

test('theModulesCanBeImportedWhereThereIsNoWindow', async () => {
  expect(typeof window).toBe('undefined');
  const sdk = await import('../../src/index');
  await import('../../src/auto');
  expect(Object.keys(sdk).sort()).toEqual(['AllegroApiError', 'createAllegro']);
  expect(() => sdk.createAllegro()).toThrow('createAllegro() needs a browser');
});
