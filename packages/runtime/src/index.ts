export { sendHttpRequest, type HttpAnswer, type HttpRequestOptions } from './http-request';
export { createLogger, type Logger, type LogFields, type LogLevel, type LoggerOptions } from './logger';
export { findRepositoryRoot, resolveSuitePaths, type SuitePaths } from './paths';
export { resolveSuitePorts, type SuitePorts } from './ports';
export { ensureSecrets, type Secrets } from './secrets';
export { UserError, describeError } from './user-error';
