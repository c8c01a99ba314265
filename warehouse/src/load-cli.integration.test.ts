import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';
import { WorkFolder, fixtures, getMappingFile } from './loader/fixtures';
import { createTestDatabase, type TestDatabase } from './testing';

const root = findRepositoryRoot();
let database: TestDatabase;
let folder: WorkFolder;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  folder = new WorkFolder();
});
afterEach(() => folder.delete());

interface Run {
  code: number | null;
  lastLine: string | undefined;
  errors: string;
}

/** Runs the command as `npm run load` does. */
function run(
  args: string[],
  options: { databaseUrl?: string; onErrors?: (text: string, interrupt: () => void) => void } = {}
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', path.join(root, 'warehouse', 'src', 'load-cli.ts'), ...args],
      {
        cwd: root,
        env: { ...process.env, DATABASE_URL: options.databaseUrl ?? '' },
      }
    );
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
      options.onErrors?.(errors, () => child.kill('SIGINT'));
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, lastLine: output.trimEnd().split('\n').at(-1), errors }));
  });
}

const withMapping = (mapping: string, data: string) => ['--mapping', mapping, '--data', data];

describe('npm run load', () => {
  it('loads into a suite that is stopped, and stops its Postgres again', async () => {
    const port = 9000 + Math.floor(Math.random() * 4000);
    const args = [
      ...withMapping(getMappingFile('pkdd99'), fixtures.pkdd99),
      '--dir',
      folder.path,
      '--port',
      String(port),
    ];
    const { code, lastLine, errors } = await run(args);
    expect({ code, lastLine }).toEqual({ code: 0, lastLine: '{"read":91,"loaded":91,"rejected":0}' });
    expect(errors).toMatch(/account\.asc, accounts: 5 of 5 rows loaded/);
    expect(existsSync(path.join(folder.path, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('counts honestly and ends with 1 when a file is refused', async () => {
    const data = folder.copy(fixtures.pkdd99).edit('loan.asc', (text) => text.replace('930705', '930231')).path;
    const { code, lastLine, errors } = await run(withMapping(getMappingFile('pkdd99'), data), {
      databaseUrl: database.url,
    });
    expect({ code, lastLine }).toEqual({ code: 1, lastLine: '{"read":25,"loaded":23,"rejected":1}' });
    expect(errors).toMatch(
      /loan\.asc was refused.*\n {2}line 2: column date: "930231" is no day[^]*Remedy[^]*Not tried after the refusal: card\.asc/
    );
    expect(errors).not.toMatch(/\n\s+at /);
  });

  it.each([
    [
      'a broken mapping',
      () => withMapping(folder.writeMapping('pkdd99', '- table: loan', '- table: lon'), fixtures.pkdd99),
      /Did you mean "loan"/,
    ],
    [
      'a mapping that is not there',
      () => withMapping('nowhere.yml', fixtures.pkdd99),
      /nowhere\.yml:1: does not exist/,
    ],
    ['files that are not there', () => withMapping(getMappingFile('pkdd99'), '/nowhere'), /cannot be read.*Remedy/],
    [
      'a bank that is not there',
      () => [...withMapping(getMappingFile('pkdd99'), fixtures.pkdd99), '--bank', 'nobody'],
      /nobody/,
    ],
    ['a missing option', () => ['--data', fixtures.pkdd99], /--mapping is missing/],
    ['an unknown option', () => ['--maping', 'x'], /--maping/],
  ])('ends with 1 and without a stack trace for %s', async (_case, makeArguments, message) => {
    const { code, errors } = await run(makeArguments(), { databaseUrl: database.url });
    expect(code).toBe(1);
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/\n\s+at /);
  });

  it('rolls back the file being loaded on Ctrl-C', async () => {
    folder.copy(fixtures.pkdd99);
    const name = 'trans_1993-01_1993-04.asc';
    const [header = '', ...rows] = readFileSync(path.join(folder.path, name), 'latin1').split('\r\n').slice(0, -1);
    const many = Array.from({ length: 300_000 }, (_, index) =>
      (rows[index % rows.length] ?? '').replace(/^\d+/, String(5000 + index))
    );
    folder.write(name, [header, ...many, ''].join('\r\n'));
    let isInterrupted = false;
    const { code, errors } = await run(withMapping(getMappingFile('pkdd99'), folder.path), {
      databaseUrl: database.url,
      onErrors(text, interrupt) {
        if (!isInterrupted && text.includes('card.asc, cards')) {
          isInterrupted = true;
          setTimeout(interrupt, 300);
        }
      },
    });
    expect(code).toBe(130);
    expect(errors).toMatch(/Stopping: the file being loaded is rolled back/);
    const { rows: left } = await database.client.query('SELECT FROM core.transaction');
    expect(left).toEqual([]);
  });
});
