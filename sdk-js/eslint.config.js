import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist', 'target', 'examples']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-properties': ['error', { object: 'globalThis', property: 'eval' }],
    },
  },
  {
    // Everything reaches the page through the window that is handed in, so that importing touches nothing.
    files: ['src/**/*.ts'],
    ignores: ['src/auto.ts', 'src/create-allegro.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'window',
        'document',
        'location',
        'history',
        'localStorage',
        'sessionStorage',
        'fetch',
      ],
      'no-eval': 'error',
      'no-implied-eval': 'off',
    },
  },
  {
    // Pages queue before the SDK has loaded; the type says what holds after.
    files: ['test/types/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: { globals: { console: 'readonly' } },
  },
);
