import { readFileSync } from 'node:fs';
import { type Client } from 'pg';

/** Something that follows from the generated facts. */
export interface DemoStep {
  /** As people read it while it runs */
  title: string;
  /** What it adds rows to */
  tables: readonly string[];
  run(client: Client, seed: number): Promise<void>;
}

/** @param file - absolute path */
export function runSql(file: string): DemoStep['run'] {
  return async (client) => {
    await client.query(readFileSync(file, 'utf8'));
  };
}
