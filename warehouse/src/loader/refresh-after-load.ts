import { type Client } from 'pg';
import { type MergeResult } from './database/merge-rows';

/** Brings everything that is derived from core up to date, inside the load's transaction. */
export async function refreshAfterLoad(_client: Client, _change: MergeResult): Promise<void> {
  // The mart follows.
}
