export { rebuildCells, refreshDerived, type RefreshOptions, type RefreshResult } from './refresh-derived';
export { syncViewers } from './sync-viewers';
