import Ajv2020, { type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { BankFileError } from './bank-file-error';
import { suggestName } from './suggest-name';
import { type YamlFile, type YamlPath } from './yaml-file';

/**
 * Makes a check of YAML files against a JSON schema (draft 2020-12). The schema has to describe type T.
 *
 * @returns a function that gives the file's value, or throws a BankFileError with line, path, what is allowed and the remedy
 */
export function createSchemaCheck<T>(schema: SchemaObject): (file: YamlFile) => T {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strict: true,
    strictRequired: false,
  });
  addFormats(ajv);
  const validate: ValidateFunction<T> = ajv.compile<T>(schema);
  return (file) => {
    const value = file.value;
    if (validate(value)) {
      return value;
    }
    throw new BankFileError(file.file, describeErrors(file, validate.errors ?? []));
  };
}

function describeErrors(file: YamlFile, errors: ErrorObject[]) {
  const telling = errors.filter(
    (error) => !['if', 'anyOf', 'oneOf', 'not'].includes(error.keyword) && !isOtherBranch(error)
  );
  const problems = (telling.length > 0 ? telling : errors).map((error) => {
    const path = toPath(file.value, error.instancePath);
    return file.problemAt(pointAtName(path, error), describeError(error));
  });
  const seen = new Set<string>();
  return problems
    .filter(({ path, message }) => !seen.has(`${path} ${message}`) && seen.add(`${path} ${message}`))
    .sort((a, b) => a.line - b.line);
}

/** "Must be text" about a field that is written as an object: the object's own problems say more. */
function isOtherBranch({ keyword, schemaPath, data }: ErrorObject): boolean {
  return keyword === 'type' && schemaPath.includes('/oneOf/') && typeof data === 'object' && data !== null;
}

function pointAtName(path: YamlPath, { keyword, params }: ErrorObject): YamlPath {
  return keyword === 'additionalProperties' ? [...path, String(params.additionalProperty)] : path;
}

function describeError(error: ErrorObject): string {
  const { keyword, params, parentSchema, data } = error;
  const shown = JSON.stringify(data)?.slice(0, 80);
  const hint = typeof parentSchema?.description === 'string' ? ` (${parentSchema.description})` : '';
  switch (keyword) {
    case 'additionalProperties': {
      const allowed = Object.keys(isRecord(parentSchema?.properties) ? parentSchema.properties : {});
      const unknown = String(params.additionalProperty);
      return `is not known here.${suggestName(unknown, allowed)} Allowed: ${allowed.join(', ')}.`;
    }
    case 'required':
      return `${String(params.missingProperty)} is missing: add it.${describeProperty(parentSchema, params.missingProperty)}`;
    case 'enum': {
      const allowed = Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : [];
      return `${shown} is not allowed.${suggestName(String(data), allowed)} Allowed: ${allowed.join(', ')}.`;
    }
    case 'type':
      return `${shown} must be ${[params.type].flat().join(' or ')}${hint}.`;
    case 'pattern':
      return `${shown} has the wrong form${hint}; it must match ${String(params.pattern)}.`;
    default:
      return `${shown} ${error.message ?? 'is not allowed'}${hint}.`;
  }
}

function describeProperty(schema: unknown, name: unknown): string {
  const properties = isRecord(schema) && isRecord(schema.properties) ? schema.properties : {};
  const property = properties[String(name)];
  return isRecord(property) && typeof property.description === 'string' ? ` It says: ${property.description}.` : '';
}

/** A JSON pointer as the parts of a path; what is an index in a list becomes a number. */
function toPath(root: unknown, pointer: string): YamlPath {
  const path: Array<string | number> = [];
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) {
      path.push(Number(name));
      value = value[Number(name)];
    } else {
      path.push(name);
      value = isRecord(value) ? value[name] : undefined;
    }
  }
  return path;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
