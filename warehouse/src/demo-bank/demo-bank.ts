import { type ClientBase } from 'pg';

/** Code of the generated bank. */
export const demoBankCode = 'demo';
/** Raised when the same scale and seed give other rows than before. */
export const generatorVersion = 14;
export const defaultScale = 20;
export const defaultSeed = 1;

/** What a demo bank was made from. */
export interface DemoBank {
  /** Thousands of customers */
  scale: number;
  seed: number;
  generator: number;
  /** SHA-256 over all generated rows */
  digest: string;
}

/** The demo bank of this database; undefined when none was made. */
export async function readDemoBank(client: ClientBase): Promise<DemoBank | undefined> {
  const { rows } = await client.query<DemoBank>(
    'SELECT scale, seed::float8 AS seed, generator, digest FROM ops.demo_bank'
  );
  return rows[0];
}

export async function writeDemoBank(client: ClientBase, { scale, seed, generator, digest }: DemoBank): Promise<void> {
  await client.query('INSERT INTO ops.demo_bank (scale, seed, generator, digest) VALUES ($1, $2, $3, $4)', [
    scale,
    seed,
    generator,
    digest,
  ]);
}
