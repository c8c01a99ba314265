import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkMapping, parseYamlText } from '@branchlight/bank-files';
import { findRepositoryRoot } from '@branchlight/runtime';
import { compileMapping } from './compile-mapping';

const mappings = path.join(findRepositoryRoot(), 'bank', 'mappings');
const pkdd99 = readFileSync(path.join(mappings, 'pkdd99.yml'), 'utf8');

function compile(text: string) {
  return compileMapping(checkMapping(parseYamlText('pkdd99.yml', text)), 'Europe/Prague');
}

/** Line of the first occurrence in the changed text, as the message has to say. */
function breakAt(search: string, replacement: string): { text: string; line: number } {
  expect(pkdd99).toContain(search);
  const text = pkdd99.replace(search, replacement);
  return { text, line: pkdd99.slice(0, pkdd99.indexOf(search)).split('\n').length };
}

describe('compileMapping', () => {
  it.each(['pkdd99.yml', 'chase.yml'])('takes %s', (name) => {
    const compiled = compile(readFileSync(path.join(mappings, name), 'utf8'));
    expect(compiled.maxRejects).toBe(0.01);
    expect(compiled.files.length).toBeGreaterThan(0);
  });

  it.each([
    [
      'a misspelt key',
      'max_rejects: 1%',
      'max_reject: 1%',
      /max_reject: is not known here\. Did you mean "max_rejects"\?/,
    ],
    [
      'an impossible share',
      'max_rejects: 1%',
      'max_rejects: 200%',
      /max_rejects: "200%" has the wrong form \(share of/,
    ],
    [
      'an unknown domain',
      'domain: loans',
      'domain: loan',
      /files\[5\]\.domain: "loan" is not allowed\. Did you mean "loans"\?/,
    ],
    [
      'an unknown encoding',
      'encoding: windows-1250',
      'encoding: cp1250',
      /defaults\.encoding: "cp1250".*Allowed: utf-8/,
    ],
    [
      'an unknown table',
      '- table: card',
      '- table: cards',
      /table: "cards" is no table to load into\. Did you mean "card"\?/,
    ],
    ['an unknown field', 'term_months:', 'term:', /loan has no field "term"\. Allowed: loan_code/],
    [
      'a needed field left out',
      '          granted_on: date\n',
      '',
      /fields: loan needs granted_on \(day it was granted\): add it/,
    ],
    ['a value the field cannot have', 'A: paid', 'A: payed', /status: "payed" is not one of paid, defaulted/],
    [
      'an undeclared product',
      'value: personal_loan',
      'value: car_loan',
      /product_code: "car_loan" is not among the mapping's products/,
    ],
    [
      'a key of other columns',
      'key: [trans_id]',
      'key: [account_id]',
      /key: says account_id, but the key of transaction .* is read from trans_id/,
    ],
    [
      'an option of another type',
      'balance_after: balance',
      'balance_after: { column: balance, pad: 3 }',
      /pad: is for text fields, this one is decimal/,
    ],
    [
      'a field from nowhere',
      'balance_after: balance',
      'balance_after: { min: 0 }',
      /needs exactly one of column, columns and value, it has 0/,
    ],
    ['a date form that is none', 'date: YYMMDD', 'date: YYMM', /defaults\.date: "YYMM" has the wrong form/],
    ['text for a number', 'min: 1 }', 'min: low }', /min and max have to be numbers/],
  ])('says of %s where it is and what is allowed', (_case, search, replacement, message) => {
    const { text, line } = breakAt(search, replacement);
    expect(() => compile(text)).toThrow(message);
    const near = [-8, 8].map((distance) => line + distance);
    const told = Number(/pkdd99\.yml:(\d+):/.exec(catchMessage(() => compile(text)))?.[1]);
    expect(told).toBeGreaterThanOrEqual(near[0] ?? 0);
    expect(told).toBeLessThanOrEqual(near[1] ?? 0);
  });

  it('reports every problem at once, in the order of the file', () => {
    const text = pkdd99
      .replace('- table: card', '- table: cards')
      .replace('term_months:', 'term:')
      .replace('key: [trans_id]', 'key: [x]');
    const lines = catchMessage(() => compile(text))
      .split('\n')
      .slice(1);
    const numbers = lines.map((line) => Number(/:(\d+):/.exec(line)?.[1]));
    expect(numbers.length).toBeGreaterThanOrEqual(4);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it.each([
    ['broken YAML', 'source: [pkdd99\nfiles: {', /is not valid YAML.*Remedy/],
    ['a key twice', 'source: a\nsource: b', /is not valid YAML: Map keys must be unique/],
    ['an empty file', '', /is empty/],
    ['a list', '- a', /must be object/],
  ])('refuses %s', (_case, text, message) => {
    expect(() => compile(text)).toThrow(message);
  });
});

function catchMessage(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}

describe('a mapping that is loaded by itself', () => {
  const declare = (feed: string) => pkdd99.replace('max_rejects: 1%', `max_rejects: 1%\n${feed}`);

  it('knows folder, pattern and what becomes of files', () => {
    const { feed } = compile(declare(`schedule: '0 6 * * 1-5'\nwatch: { folder: in, pattern: '*.asc', after: keep }`));
    expect(feed).toMatchObject({ kind: 'watch', folder: path.resolve('in'), patterns: ['*.asc'], after: 'keep' });
    expect(feed?.schedule?.next(new Date('1998-03-28T12:00:00Z'))?.toISOString()).toBe('1998-03-30T04:00:00.000Z');
    expect(compile(pkdd99).feed).toBeUndefined();
  });

  it('knows address, file and headers', () => {
    const text = `schedule: { every: 15m }\npull: { url: 'https://bank.example/rows', file: loans, rows: data.items, headers: { Authorization: 'Bearer \${FEED_KEY}' } }`;
    expect(compile(declare(text)).feed).toMatchObject({ kind: 'pull', rows: 'data.items', file: { name: 'loans' } });
  });

  const url = `url: 'https://bank.example/rows'`;
  it.each([
    ['a schedule of nothing', 'schedule: { every: 15m }', /schedule: says when, but not what: add watch/],
    [
      'words for a schedule',
      `schedule: daily\nwatch: { folder: in }`,
      /schedule: "daily" is no cron expression of five/,
    ],
    ['a span without a unit', `schedule: { every: '15' }\nwatch: { folder: in }`, /schedule/],
    [
      'both ways',
      `schedule: { every: 15m }\nwatch: { folder: in }\npull: { ${url}, file: loans }`,
      /has one of the two/,
    ],
    ['an address without a schedule', `pull: { ${url}, file: loans }`, /pull: needs a schedule/],
    [
      'another protocol',
      `schedule: { every: 15m }\npull: { url: 'ftp://bank.example/rows', file: loans }`,
      /pull\.url/,
    ],
    [
      'a password in the address',
      `schedule: { every: 15m }\npull: { url: 'https://me:x@bank.example/', file: loans }`,
      /pull\.url/,
    ],
    ['no file', `schedule: { every: 15m }\npull: { ${url} }`, /has to say which of files/],
    ['an unknown file', `schedule: { every: 15m }\npull: { ${url}, file: loan }`, /Did you mean "loans"/],
    [
      'a secret in the file',
      `schedule: { every: 15m }\npull: { ${url}, file: loans, headers: { Authorization: 'Bearer abc' } }`,
      /looks like a secret/,
    ],
    [
      'a secret of the suite',
      `schedule: { every: 15m }\npull: { ${url}, file: loans, headers: { X-Any: '\${DATABASE_URL}' } }`,
      /only names that begin with FEED_/,
    ],
  ])('refuses %s', (_what, feed, message) => {
    expect(() => compile(declare(feed))).toThrow(message);
  });
});
