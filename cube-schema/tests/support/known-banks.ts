import { existsSync } from 'node:fs';
import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';
import { generateDemoBank } from '../../../warehouse/src/demo-bank';
import { loadMapping } from '../../../warehouse/src/loader';
import { applyBankSettings } from '../../../warehouse/src/settings';
import { createTestDatabase, type TestDatabase } from '../../../warehouse/src/testing';

/** The public data sets that have a mapping, by the file or folder that holds them. */
const places = {
  pkdd99: 'pkdd99',
  chase: 'chase_branches/chase.csv',
  bank_marketing: 'bank_marketing',
  rates_hk: 'rates_hk',
  funnel_vanguard: 'funnel_vanguard',
} as const;
export type PublicBank = keyof typeof places;

const placeOf = (bank: PublicBank) =>
  path.join(
    process.env.BRANCHLIGHT_SHARED_DATA ?? path.join(findRepositoryRoot(), '..', 'shared', 'data'),
    places[bank]
  );

export const isHere = (bank: PublicBank): boolean => existsSync(placeOf(bank));

/** A demo bank of a thousand customers, every subject in it. */
export async function createDemoBank(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await applyBankSettings(database.client, { bank: 'demo' });
  await generateDemoBank({ client: database.client, scale: 1, seed: 1 });
  return database;
}

/** A public data set as `npm start -- --bank NAME` loads it. */
export async function loadPublicBank(bank: PublicBank): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await applyBankSettings(database.client, { bank });
  await loadMapping({
    client: database.client,
    mappingFile: path.join(findRepositoryRoot(), 'bank', 'mappings', `${bank}.yml`),
    data: placeOf(bank),
  });
  return database;
}
