export { PluginCallError, PluginProcessError } from './client/errors';
export { type PluginLogLine } from './client/log-lines';
export {
  startPluginProcess,
  type PluginExit,
  type PluginProcess,
  type PluginProcessOptions,
} from './client/plugin-process';
export { decodeFrame, encodeFrame } from './frame/arrow';
export { frameToJson, type FieldEntities, type FrameJson } from './frame/frame-json';
export {
  countRows,
  type Field,
  type FieldConfig,
  type FieldType,
  type Frame,
  type FrameMeta,
  type FrameNotice,
} from './frame/frame';
export * from './messages';
export { type PluginLog, type PluginLogFields } from './server/log';
export { serveDatasource, type Datasource } from './server/serve';
