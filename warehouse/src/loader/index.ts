export { checkMappingFile, loadMapping, type LoadMappingOptions, type LoadSummary } from './load-mapping';
export { type FileResult } from './load-file';
export { createProgressPrinter, formatProgress, type LoadProgress } from './progress';
