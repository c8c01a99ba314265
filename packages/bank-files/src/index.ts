export { BankFileError, type BankFileProblem } from './bank-file-error';
export { createSchemaCheck } from './check-schema';
export { suggestName } from './suggest-name';
export { formatPath, parseYamlText, readYamlFile, type YamlFile, type YamlPath } from './yaml-file';
export {
  checkMapping,
  readMapping,
  type Mapping,
  type MappingConstant,
  type MappingField,
  type MappingFile,
  type MappingFormat,
  type MappingInto,
  type MappingProduct,
  type MappingPull,
  type MappingSetAside,
  type MappingWatch,
  type MappingUnpivot,
  type ReadMapping,
} from './mapping';
export { bankFolder, checkBank, listBanks, readBank, type Bank } from './bank';
export {
  checkSettings,
  listTargetRules,
  readSettings,
  type Settings,
  type TargetRule,
  type TargetSettings,
  type Tier,
} from './settings';
export {
  checkViewers,
  readViewers,
  seesWholeBank,
  unitPlaceholder,
  viewersFile,
  type DeclaredViewer,
  type ViewerBinding,
  type ViewerGroup,
  type ViewerRole,
  type ViewersFile,
} from './viewers';
