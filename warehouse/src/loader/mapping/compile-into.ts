import {
  suggestName,
  type MappingField,
  type MappingInto,
  type MappingUnpivot,
  type YamlPath,
} from '@branchlight/bank-files';
import { targets, type Target, type TargetField } from '../targets';
import { createConverter, toConstant, type ConversionContext, type Converter } from '../values/convert';
import { type CompiledField, type CompiledInto, type CompiledUnpivot } from './compiled';

export interface IntoContext {
  conversion: ConversionContext;
  products: ReadonlySet<string>;
  takeSlot(): string;
  report(path: YamlPath, message: string): void;
}

/** Undefined where the table does not exist; problems are reported, all of them. */
export function compileInto(
  into: MappingInto,
  path: YamlPath,
  setAside: number,
  context: IntoContext
): CompiledInto | undefined {
  const target = targets.get(into.table);
  if (!target) {
    const names = [...targets.keys()];
    context.report(
      [...path, 'table'],
      `"${into.table}" is no table to load into.${suggestName(into.table, names)} Allowed: ${names.join(', ')}.`
    );
    return undefined;
  }
  const fields: CompiledField[] = [];
  const constants: Array<CompiledInto['constants'][number]> = [];
  for (const [name, said] of Object.entries(into.fields)) {
    const at = [...path, 'fields', name];
    const field = findField(target, name, at, context);
    const spec = typeof said === 'string' ? { column: said } : said;
    if (!field || !checkSpec(spec, field, at, context)) {
      continue;
    }
    if (spec.value !== undefined) {
      const value = spec.value;
      tryTo(at, context, () => constants.push({ name, target: field, value: toConstant(value, field) }));
      continue;
    }
    const convert = makeConverter(spec, field, at, context);
    if (convert) {
      fields.push({
        name,
        target: field,
        columns: spec.columns ?? [spec.column ?? ''],
        convert,
        decimal: spec.decimal ?? context.conversion.decimal,
        isNeeded: field.needed === true || spec.empty === 'reject',
        warnsWhenEmpty: spec.empty === 'warn',
        slot: context.takeSlot(),
      });
    }
  }
  const unpivot = into.unpivot && compileUnpivot(into.unpivot, target, [...path, 'unpivot'], context);
  reportMissing(into, target, path, context);
  return { target, fields, constants, ...(unpivot && { unpivot }), setAside };
}

function compileUnpivot(
  unpivot: MappingUnpivot,
  target: Target,
  path: YamlPath,
  context: IntoContext
): CompiledUnpivot | undefined {
  const nameField = findField(target, unpivot.name_field, [...path, 'name_field'], context);
  const valueField = findField(target, unpivot.value_field, [...path, 'value_field'], context);
  const spec = unpivot.value ?? {};
  if (!nameField || !valueField) {
    return undefined;
  }
  if (spec.column !== undefined || spec.columns || spec.value !== undefined) {
    context.report([...path, 'value'], 'says how the listed columns are read: leave out column, columns and value.');
  }
  const convert = makeConverter(spec, valueField, [...path, 'value'], context);
  const columns: Array<CompiledUnpivot['columns'][number]> = [];
  for (const [column, name] of Object.entries(unpivot.columns)) {
    tryTo([...path, 'columns', column], context, () =>
      columns.push({ column, name: toConstant(name, nameField), slot: context.takeSlot() })
    );
  }
  return (
    convert && { nameField: unpivot.name_field, valueField: unpivot.value_field, convert, target: valueField, columns }
  );
}

function findField(target: Target, name: string, path: YamlPath, context: IntoContext): TargetField | undefined {
  const field = target.fields[name];
  if (!field) {
    const names = Object.keys(target.fields);
    context.report(
      path,
      `${target.name} has no field "${name}".${suggestName(name, names)} Allowed: ${names.join(', ')}.`
    );
  }
  return field;
}

/** What fits no field of this type, and where a value comes from. */
function checkSpec(spec: MappingField, field: TargetField, path: YamlPath, { report }: IntoContext): boolean {
  const origins = [spec.column, spec.columns, spec.value].filter((origin) => origin !== undefined);
  if (origins.length !== 1) {
    report(path, `needs exactly one of column, columns and value, it has ${origins.length}.`);
    return false;
  }
  if (spec.empty === 'allow' && field.needed && spec.default === undefined) {
    report(
      [...path, 'empty'],
      '"allow" is not possible: the table needs the field. Give a default, or leave empty out.'
    );
  }
  return true;
}

const onlyFor: Array<readonly [keyof MappingField, ReadonlyArray<TargetField['type']>]> = [
  ['date', ['date', 'timestamp']],
  ['year_from_order', ['date']],
  ['multiply', ['integer', 'decimal', 'float']],
  ['decimal', ['integer', 'decimal', 'float']],
  ['thousands', ['integer', 'decimal', 'float']],
  ['pad', ['text']],
  ['prefix', ['text']],
];

const derivations: Readonly<Record<string, ReadonlyArray<TargetField['type']>>> = {
  months_from_period: ['integer'],
  amount_from_text: ['integer', 'decimal', 'float'],
};

function makeConverter(
  spec: MappingField,
  field: TargetField,
  path: YamlPath,
  context: IntoContext
): Converter | undefined {
  for (const [option, types] of onlyFor) {
    if (spec[option] !== undefined && !types.includes(field.type)) {
      context.report([...path, option], `is for ${types.join(', ')} fields, this one is ${field.type}: leave it out.`);
    }
  }
  if (field.references === 'product') {
    const codes = Object.values(spec.codes ?? {}).map(String);
    for (const code of codes.filter((each) => !context.products.has(each))) {
      context.report([...path, 'codes'], `"${code}" is not among the mapping's products: add it there.`);
    }
  }
  const derived = spec.derive === undefined ? undefined : derivations[spec.derive];
  if (derived && !derived.includes(field.type)) {
    context.report(
      [...path, 'derive'],
      `${spec.derive} is for ${derived.join(', ')} fields, this one is ${field.type}.`
    );
  }
  return tryTo(path, context, () => createConverter(spec, field, context.conversion));
}

function reportMissing(into: MappingInto, target: Target, path: YamlPath, context: IntoContext): void {
  const given = new Set([...Object.keys(into.fields), into.unpivot?.name_field, into.unpivot?.value_field]);
  const needed = new Set([
    ...target.key,
    ...Object.entries(target.fields)
      .filter(([, { needed }]) => needed)
      .map(([name]) => name),
  ]);
  const missing = [...needed].filter((name) => !given.has(name));
  if (missing.length > 0) {
    const told = missing.map((name) => `${name} (${target.fields[name]?.description ?? 'part of the key'})`).join(', ');
    context.report([...path, 'fields'], `${target.name} needs ${told}: add it.`);
  }
  const product = into.fields.product_code;
  const constant = typeof product === 'object' ? product.value : undefined;
  if (constant !== undefined && !context.products.has(String(constant))) {
    context.report(
      [...path, 'fields', 'product_code'],
      `"${constant}" is not among the mapping's products: add it there.`
    );
  }
}

function tryTo<T>(path: YamlPath, { report }: IntoContext, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) {
      report(path, error.message);
      return undefined;
    }
    throw error;
  }
}
