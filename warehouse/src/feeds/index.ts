export { findMapping, listMappings } from './find-mapping';
export { IngestError, ingestRows, type IngestAnswer, type IngestRequest, type IngestResult } from './ingest';
export { FeedRunner, type FeedRunnerOptions } from './feed-runner';
