import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Client } from 'pg';

/** Something that follows from the generated facts. */
export interface DemoStep {
  /** As people read it while it runs */
  title: string;
  run(client: Client): Promise<void>;
}

/** Runs a file of this folder. */
function runSql(file: string): DemoStep['run'] {
  return async (client) => {
    await client.query(readFileSync(path.join(__dirname, file), 'utf8'));
  };
}

/**
 * What is worked out in the database once core holds customers, accounts, transactions, loans and cards, and before the mart is derived from
 * it; in this order, in the generator's transaction. Whatever else the demo bank gets from its own facts belongs here.
 */
export const demoSteps: readonly DemoStep[] = [{ title: 'targets', run: runSql('targets.sql') }];
