import type { Config } from 'jest';

const transform: Config['transform'] = {
  '^.+\\.m?(t|j)sx?$': [
    '@swc/jest',
    {
      sourceMaps: 'inline',
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        target: 'es2022',
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};

/** Packages that ship ES modules only and so have to be compiled for Jest. */
const esModules = [
  '@grafana',
  '@kusto',
  'd3[^/]*',
  'delaunator',
  'robust-predicates',
  'internmap',
  'ol',
  'color-[a-z]+',
  'geotiff',
  'quick-lru',
  'xml-utils',
  'rbush',
  'quickselect',
  'pbf',
  'earcut',
  'marked',
  'react-calendar',
  'get-user-locale',
  'memoize',
  'mimic-function',
  'map-age-cleaner',
  '@wojtekmaj',
  'uuid',
  'uwrap',
  'react-data-grid',
  'jsonpath-plus',
  'monaco-promql',
  'nanoid',
  'micro-memoize',
  'immer',
  '@openfeature',
  'lru-cache',
  'glob',
  'node-pg-migrate',
  'content-disposition',
  'cookie',
];

const shared: Partial<Config> = {
  transform,
  transformIgnorePatterns: [`node_modules/(?!.*(${esModules.join('|')})/)`],
  modulePathIgnorePatterns: ['/dist/', '/.branchlight/'],
};

const config: Config = {
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/{packages,services,warehouse,preview,bench,docker,cube-schema,scripts}/**/*.test.ts',
        '<rootDir>/plugins/*/src/backend/**/*.test.ts',
      ],
      testPathIgnorePatterns: [
        '/node_modules/',
        '\\.integration\\.test\\.ts$',
        '/packages/panel-kit/',
        '/packages/plugin-build/template/',
        '/preview/src/host/',
      ],
    },
    {
      ...shared,
      displayName: 'plugins',
      testEnvironment: 'jsdom',
      testMatch: [
        '<rootDir>/{plugins,packages/panel-kit,packages/plugin-build/template,preview/src/host}/**/*.test.{ts,tsx}',
      ],
      testPathIgnorePatterns: ['/node_modules/', '\\.integration\\.test\\.ts$', '/src/backend/'],
      setupFiles: ['<rootDir>/packages/plugin-build/jest/setup-dom.ts'],
      setupFilesAfterEnv: ['<rootDir>/packages/plugin-build/jest/setup-matchers.ts'],
      moduleNameMapper: { '\\.(css|scss|svg|png)$': '<rootDir>/packages/plugin-build/jest/file-module.ts' },
    },
    {
      ...shared,
      displayName: 'integration',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/{packages,plugins,services,warehouse,preview,bench,docker,cube-schema}/**/*.integration.test.ts',
      ],
    },
  ],
  testTimeout: 120_000,
};

export default config;
