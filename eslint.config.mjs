import { globSync } from 'node:fs';
import path from 'node:path';
import grafana from '@grafana/eslint-config';
import i18n from '@grafana/i18n/eslint-plugin';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';

const root = import.meta.dirname;
const consumers = ['plugins', 'services', 'preview', 'warehouse', 'docker', 'cube-schema'];

/** Plugins, services, warehouse and preview import packages; a package imports none of them, a plugin no other plugin. */
const importDirections = [
  ...consumers.map((folder) => ({
    target: './packages',
    from: `./${folder}`,
    message: 'A package may not import what is built on it.',
  })),
  ...globSync('plugins/*', { cwd: root })
    .map((folder) => path.basename(folder))
    .map((name) => ({
      target: `./plugins/${name}`,
      from: './plugins',
      except: [`./${name}`],
      message: 'A plugin may not import another plugin: shared code goes into a package.',
    })),
  ...['services', 'preview', 'warehouse'].map((folder) => ({
    target: './plugins',
    from: `./${folder}`,
    message: 'A plugin runs without the services of the preview: shared code goes into a package.',
  })),
  ...['preview', 'plugins'].flatMap((folder) => [
    { target: './services', from: `./${folder}`, message: 'A service runs without the preview and the plugins.' },
    { target: './warehouse', from: `./${folder}`, message: 'The warehouse runs without the preview and the plugins.' },
  ]),
];

const workspaces = [
  'packages/*',
  'plugins/*',
  'services/*',
  'cube-schema',
  'warehouse',
  'preview',
  // What `npm run new:panel` copies is a plugin as well, though none of the workspaces.
  'packages/plugin-build/template/panel',
].flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: root }).map((file) => path.dirname(file)));
/** What a workspace imports, it declares itself; the tools of the whole repository stand in the root's package.json. */
const declaredDependencies = workspaces.map((folder) => ({
  files: [`${folder}/**/*.{ts,tsx}`],
  rules: {
    'import-x/no-extraneous-dependencies': ['error', { packageDir: [path.join(root, folder), root] }],
  },
}));

/** Where people read what the code says. */
const interfaceFolders = ['plugins', 'packages/panel-kit', 'packages/plugin-build/template', 'preview/src/host'];

export default [
  {
    ignores: ['**/node_modules/**', '**/dist/**', '**/.branchlight/**', '**/generated/**', 'coverage/**'],
  },
  ...grafana,
  {
    files: ['**/*.{ts,tsx,mts}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: importDirections }],
      'import-x/no-cycle': ['error', { maxDepth: 6 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      // TypeScript itself refuses redeclarations and allows overloads.
      'no-redeclare': 'off',
    },
  },
  {
    files: interfaceFolders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    rules: { 'react/prop-types': 'off', 'react/react-in-jsx-scope': 'off' },
  },
  {
    files: interfaceFolders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    ignores: ['**/*.test.{ts,tsx}', '**/test/**', '**/testing/**', 'plugins/*/src/backend/**'],
    plugins: { '@grafana/i18n': i18n },
    rules: {
      '@grafana/i18n/no-untranslated-strings': 'error',
      '@grafana/i18n/no-translation-top-level': 'error',
    },
  },
  ...declaredDependencies,
  {
    files: ['**/*.cjs', '**/cube.js', 'cube-schema/**/*.js', 'third-party/**/*.js'],
    languageOptions: { sourceType: 'commonjs' },
  },
];
