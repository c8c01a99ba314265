export { BankFileError, type BankFileProblem } from './bank-file-error';
export { createSchemaCheck } from './check-schema';
export { suggestName } from './suggest-name';
export { formatPath, parseYamlText, readYamlFile, type YamlFile, type YamlPath } from './yaml-file';
