export { buildPlugins, type BuildOptions, type PluginBuild } from './build-plugins';
export { sharedModules, sharedScopes } from './externals';
export { type PluginManifest } from './manifest';
export { findPlugins, listPluginNames, type PluginSource } from './plugin-source';
