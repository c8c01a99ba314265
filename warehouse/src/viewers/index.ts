export { loadViewers, type LoadedViewers, type LoadViewersOptions } from './load-viewers';
export { type Viewer } from './resolve-viewers';
