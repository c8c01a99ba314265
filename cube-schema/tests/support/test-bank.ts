import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rebuildCells, refreshDerived } from '../../../warehouse/src/mart';
import { createTestDatabase, type TestDatabase } from '../../../warehouse/src/testing';

export interface TestBankOptions {
  timeZone?: string;
  /** Statements that change the facts before anything is derived from them */
  facts?: string;
  /** drawn: the mart of fixture/mart.sql; derived: as the loader keeps it */
  mart?: 'drawn' | 'derived';
}

/** A fresh database with the made-up bank of fixture/, copied where a test file of the same run has made the same already. */
export async function createTestBank(options: TestBankOptions = {}): Promise<TestDatabase> {
  const { timeZone = 'Europe/Madrid', mart = 'drawn', facts = '' } = options;
  return createTestDatabase({
    content: {
      name: JSON.stringify([timeZone, mart, facts]),
      async fill(client) {
        await client.query(readFixture('bank.sql').replace(':time_zone', client.escapeLiteral(timeZone)));
        await client.query(readFixture('targets.sql'));
        await client.query(facts);
        if (mart === 'drawn') {
          await client.query(readFixture('mart.sql'));
          await rebuildDrawnCells({ client });
        } else {
          await client.query('BEGIN');
          await refreshDerived(client);
          await client.query('COMMIT');
        }
      },
    },
  });
}

/** Adds the drawn customers, loans and cards up anew, after a test has changed them. */
export async function rebuildDrawnCells({ client }: Pick<TestDatabase, 'client'>): Promise<void> {
  await client.query('BEGIN');
  await rebuildCells(client);
  await client.query('UPDATE ops.data_version SET version = version + 1');
  await client.query('COMMIT');
}

/** Facts of every subject that has a file in fixture/ beside the bank itself. */
export function readSubjects(): string {
  const own = ['bank.sql', 'mart.sql', 'targets.sql'];
  return readdirSync(path.join(__dirname, '../fixture'))
    .filter((name) => name.endsWith('.sql') && !own.includes(name))
    .sort()
    .map(readFixture)
    .join('\n');
}

export function readFixture(name: string): string {
  return readFileSync(path.join(__dirname, '../fixture', name), 'utf8');
}
