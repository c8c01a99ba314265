import { BankFileError, readYamlFile } from '@branchlight/bank-files';
import { type ModelLanguages, modelTextsSchema } from '@branchlight/cube-contract';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Reads the model's texts, one file for each language (`es-ES.yml`); they stand beside the model and not in it, since
 * Cube shares its description of the model between viewers of all languages.
 *
 * @throws BankFileError that names file, line and member of what is missing, empty or unknown
 */
export function readModelTexts(folder: string): ModelLanguages {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yml'));
  return Object.fromEntries(
    files.map((file) => {
      const yaml = readYamlFile(path.join(folder, file));
      const texts = modelTextsSchema.safeParse(yaml.value);
      if (!texts.success) {
        const problems = texts.error.issues.map((issue) =>
          yaml.problemAt(
            issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
            issue.message
          )
        );
        throw new BankFileError(yaml.file, problems);
      }
      return [path.basename(file, '.yml'), texts.data];
    })
  );
}
