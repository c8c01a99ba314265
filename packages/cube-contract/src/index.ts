export {
  catalogueAnswerSchema,
  catalogueFileSchema,
  type CatalogueAnswer,
  type CatalogueFile,
  type MetricUsage,
  type ViewLineage,
} from './catalogue';
export { createTimeReader, fromBankDay, fromBankTime, isDay, isTimeZone, toBankDay, toBankDays } from './bank-day';
export { DateRangeError, resolveDateRange, type BankClock, type Days } from './date-range';
export {
  filterOperators,
  filterSchema,
  isMemberFilter,
  mapMemberFilters,
  type Filter,
  type FilterOperator,
  type MemberFilter,
} from './filter';
export { findLabel, isCode, type MetaHierarchy } from './hierarchy';
export { intervalToGranularity } from './interval';
export { describeFault } from './issues';
export {
  cellSchema,
  continueWaitSchema,
  loadErrorSchema,
  loadResultSchema,
  toColumns,
  type Cell,
  type LoadResult,
} from './load';
export { dimensionSchema, getView, memberSchema, stripView } from './member';
export {
  annotationSchema,
  figureUnits,
  memberMetaSchema,
  metaSchema,
  type Annotation,
  type FigureUnitName,
  type MemberMeta,
  type Meta,
  type MetaCube,
  type MetaMember,
} from './meta';
export {
  cubeQuerySchema,
  granularities,
  parseCubeQuery,
  queryLimits,
  type CubeQuery,
  type DateRange,
  type Granularity,
  type OrderDirection,
  type QueryCheck,
  type TimeDimension,
} from './query';
export {
  chooseLanguage,
  findMemberTexts,
  findWords,
  modelLanguage,
  modelLanguagesSchema,
  modelTextsSchema,
  type MemberTexts,
  type ModelLanguages,
  type ModelTexts,
  type ViewTexts,
} from './texts';
export { viewerRoles, viewerSchema, type Viewer, type ViewerBank, type ViewerRole } from './viewer';
