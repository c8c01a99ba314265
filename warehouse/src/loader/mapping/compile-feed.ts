import path from 'node:path';
import { describeError } from '@branchlight/runtime';
import { suggestName, type Mapping, type MappingPull, type YamlPath } from '@branchlight/bank-files';
import { type CompiledFeed, type CompiledFile, type PullFeed } from './compiled';
import { createSchedule, type Schedule } from './schedule';

/** A variable that a header may name: others hold secrets of the suite, which are for no address that a mapping names. */
export const headerVariable = /\$\{([^}]*)\}/g;
const variableForm = /^FEED_[A-Z0-9_]+$/;
const secretHeader = /authorization|cookie|key|token|secret|password/i;
const headerName = /^[A-Za-z0-9-]+$/;

interface FeedContext {
  files: readonly CompiledFile[];
  /** Folder of the mapping's file */
  base: string;
  timeZone: string;
  report(path: YamlPath, message: string): void;
}

/** Undefined where the mapping loads nothing by itself; problems are reported, all of them. */
export function compileFeed(mapping: Mapping, context: FeedContext): CompiledFeed | undefined {
  const { watch, pull } = mapping;
  const { report } = context;
  const schedule = compileSchedule(mapping, context);
  if (watch && pull) {
    report(['pull'], 'stands beside watch: a mapping has one of the two. Make a second mapping for the other.');
  } else if (mapping.schedule !== undefined && !watch && !pull) {
    report(['schedule'], 'says when, but not what: add watch (a folder) or pull (an address).');
  }
  if (watch) {
    return {
      kind: 'watch',
      folder: path.resolve(context.base, watch.folder),
      ...(watch.pattern !== undefined && { patterns: [watch.pattern].flat() }),
      after: watch.after ?? 'archive',
      ...(schedule && { schedule }),
    };
  }
  return pull && compilePull(pull, schedule, mapping.schedule !== undefined, context);
}

function compileSchedule({ schedule }: Mapping, { timeZone, report }: FeedContext): Schedule | undefined {
  try {
    return schedule === undefined ? undefined : createSchedule(schedule, timeZone);
  } catch (error) {
    report(['schedule'], describeError(error));
    return undefined;
  }
}

function compilePull(
  pull: MappingPull,
  schedule: Schedule | undefined,
  hasSchedule: boolean,
  { files, report }: FeedContext
): PullFeed | undefined {
  if (!hasSchedule) {
    report(['pull'], 'needs a schedule beside it, such as schedule: { every: 15m }.');
  }
  if (!URL.canParse(pull.url)) {
    report(['pull', 'url'], `"${pull.url}" is no address.`);
  }
  for (const [name, value] of Object.entries(pull.headers ?? {})) {
    checkHeader(name, value, (message) => report(['pull', 'headers', name], message));
  }
  const file = chooseFile(pull.file, files, (message) => report(['pull', 'file'], message));
  return file && schedule
    ? {
        kind: 'pull',
        url: pull.url,
        file,
        ...(pull.format !== undefined && { format: pull.format }),
        ...(pull.rows !== undefined && { rows: pull.rows }),
        headers: pull.headers ?? {},
        schedule,
      }
    : undefined;
}

function checkHeader(name: string, value: string, report: (message: string) => void): void {
  const variables = [...value.matchAll(headerVariable)].map(([, variable = '']) => variable);
  if (!headerName.test(name) || /[\r\n]/.test(value)) {
    report('is no usable header: a name of letters, digits and -, and a value of one line.');
  }
  for (const variable of variables.filter((each) => !variableForm.test(each))) {
    report(`names the environment variable "${variable}": only names that begin with FEED_ are handed out.`);
  }
  if (secretHeader.test(name) && variables.length === 0) {
    report('looks like a secret, which does not belong in a file: write ${FEED_NAME} and set that variable.');
  }
}

function chooseFile(
  name: string | undefined,
  files: readonly CompiledFile[],
  report: (message: string) => void
): CompiledFile | undefined {
  const names = files.map((file) => file.name);
  const file = name === undefined && files.length === 1 ? files[0] : files.find((each) => each.name === name);
  if (!file) {
    report(
      name === undefined
        ? `has to say which of files the rows are: ${names.join(', ')}.`
        : `"${name}" is none of files.${suggestName(name, names)} Allowed: ${names.join(', ')}.`
    );
  }
  return file;
}
