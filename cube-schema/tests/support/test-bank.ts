import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../../warehouse/src/testing';

/** A fresh database with the made-up bank of fixture/. */
export async function createTestBank(timeZone = 'Europe/Madrid'): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await database.client.query(readFixture('bank.sql').replace(':time_zone', database.client.escapeLiteral(timeZone)));
  await database.client.query(readFixture('mart.sql'));
  return database;
}

export function readFixture(name: string): string {
  return readFileSync(path.join(__dirname, '../fixture', name), 'utf8');
}
