import type { Configuration } from 'webpack';

/**
 * Modules that Grafana gives to plugins at run time, so that there is one React, one theme and one router on the page.
 * The names are those of create-plugin's configuration for Grafana 13. Everything else is bundled, on purpose also
 * `@grafana/i18n` (it binds `t` to one plugin's texts), `@grafana/schema` and `@grafana/scenes`, and `react-router-dom`
 * (version 6; the name means version 5 to Grafana, which shares version 6 as `react-router`).
 */
export const sharedModules = [
  'lodash',
  'jquery',
  'moment',
  'slate',
  'emotion',
  '@emotion/react',
  '@emotion/css',
  'prismjs',
  'slate-plain-serializer',
  '@grafana/slate-react',
  'react',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'react-dom',
  'react-redux',
  'redux',
  'rxjs',
  'i18next',
  'react-router',
  'd3',
] as const;

/** Shared with all of their entry points, such as `@grafana/ui/unstable`. */
export const sharedScopes = ['@grafana/ui', '@grafana/runtime', '@grafana/data'] as const;

export const externals: Configuration['externals'] = [
  // The AMD loader's own module object: its `uri` tells where the plugin was loaded from.
  { 'amd-module': 'module' },
  ...sharedModules,
  ...sharedScopes.map((scope) => new RegExp(`^${scope}(/|$)`)),
];
