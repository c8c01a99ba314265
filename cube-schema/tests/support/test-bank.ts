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

/** A fresh database with the made-up bank of fixture/. */
export async function createTestBank({
  timeZone = 'Europe/Madrid',
  mart = 'drawn',
  facts = '',
}: TestBankOptions = {}): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await database.client.query(readFixture('bank.sql').replace(':time_zone', database.client.escapeLiteral(timeZone)));
  await database.client.query(readFixture('targets.sql'));
  await database.client.query(facts);
  if (mart === 'drawn') {
    await database.client.query(readFixture('mart.sql'));
    await rebuildDrawnCells(database);
  } else {
    await database.client.query('BEGIN');
    await refreshDerived(database.client);
    await database.client.query('COMMIT');
  }
  return database;
}

/** Adds the drawn customers, loans and cards up anew, after a test has changed them. */
export async function rebuildDrawnCells({ client }: TestDatabase): Promise<void> {
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
