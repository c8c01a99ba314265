import { type Client } from 'pg';
import { refreshDerived, syncViewers } from '../mart';
import { type MergeResult } from './database/merge-rows';

/** Brings everything that is derived from core up to date, inside the load's transaction. */
export async function refreshAfterLoad(client: Client, change: MergeResult): Promise<void> {
  if (change.changesOrganisation) {
    await syncViewers(client);
  }
  await refreshDerived(client, {
    changedTables: change.changedTables,
    ...(change.changedFrom !== undefined && { changedFrom: change.changedFrom }),
  });
}
