import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/browser/global-setup.ts',
    // One browser at a time; what is tested is the page, not the machine.
    fileParallelism: false,
    // Waiting ends when the condition holds; these only bound it, for machines that are busy.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
  },
});
