import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const tauri = { group: ['@tauri-apps/*'], message: 'Only src/lib/backend talks to Tauri.' };

/** A feature may use lib, and nothing of another feature, but for its parts. */
const features = [
  'welcome',
  'connect',
  'setup',
  'practice',
  'change',
  'connection',
  'trip',
  'rotation',
  'people',
  'history',
  'review',
  'access',
  'activity',
  'log',
  'settings',
];
const parts = {
  setup: ['practice', 'change'],
  connection: ['trip', 'rotation'],
  people: ['history', 'review'],
  activity: ['log'],
};
const foreign = (own) => features.filter((other) => other !== own && !parts[own]?.includes(other)).join('|');
const borders = features.map((own) => ({
  files: [`src/features/${own}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          tauri,
          {
            regex: `features/(?!(${[own, ...(parts[own] ?? [])].join('|')})(/|$))|^(\\.\\./)+(${foreign(own)})(/|$)`,
            message: 'Features do not import each other; move what both need to src/lib.',
          },
        ],
      },
    ],
  },
}));

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/lib/generated/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    files: ['src/**'],
    ignores: ['src/lib/backend/**', 'src/features/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [tauri] }] },
  },
  ...borders,
);
