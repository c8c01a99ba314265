import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createLogger } from '@branchlight/runtime';
import {
  applyBankSettings,
  demoBankCode,
  generateDemoBank,
  migrateDatabase,
  readDemoBank,
  startPostgres,
  withClient,
} from '@branchlight/warehouse';
import { z } from 'zod';
import { report, say } from '../report';
import { round } from '../statistics';

/** What a thousand customers of the demo bank book in its two years. */
const transactionsPerThousand = 42_400;
const seed = 1;

const buildSchema = z.array(z.object({ part: z.string(), seconds: z.number() }));
type Build = z.infer<typeof buildSchema>;
/** The last part that the generator tells of: the figures that follow from the rows. */
const figuresPart = 'Worked out the figures';

export interface BenchBank {
  /** Connection URL of its database, as the owner */
  url: string;
  /** How long it took to work out all figures from the facts; unknown of a bank that an interrupted run left */
  rollupSeconds?: number;
  stop(): Promise<void>;
}

/** Thousands of customers of a demo bank with so many million transactions. */
export function toCustomers(millions: number): number {
  return Math.max(1, Math.round((millions * 1_000_000) / transactionsPerThousand));
}

/** A demo bank of that size on a Postgres in the folder, made when it is not there, with how long that took and how large it is. */
export async function prepareBank(folder: string, millions: number): Promise<BenchBank> {
  const logger = createLogger('bench', { level: 'warn' });
  const dir = path.join(folder, `${millions}m`);
  const buildFile = path.join(dir, 'build.json');
  const postgres = await startPostgres({ dir, port: 0, databaseUrl: '', logger });
  try {
    const url = await postgres.ensureDatabase(demoBankCode);
    await migrateDatabase(url, { logger });
    await withClient(url, async (client) => {
      await applyBankSettings(client, { bank: demoBankCode });
      if (!(await readDemoBank(client))) {
        const build: Build = [];
        await generateDemoBank({
          client,
          scale: toCustomers(millions),
          seed,
          onPart: (part, milliseconds) => {
            say(part);
            build.push({ part, seconds: round(milliseconds / 1000, 1) });
          },
        });
        await client.query('VACUUM ANALYZE');
        writeFileSync(buildFile, JSON.stringify(build));
      }
      for (const part of readBuild(buildFile)) {
        report({ bench: 'semantic', step: 'build', millions, ...part });
      }
      const { rows } = await client.query<{ schema: string; transactions: string; mb: number }>(
        `SELECT n.nspname AS schema, (SELECT count(*) FROM core.transaction) AS transactions,
           round(sum(pg_total_relation_size(c.oid)) / 1048576)::integer AS mb
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('core', 'mart') AND c.relkind = 'r' GROUP BY 1 ORDER BY 1`
      );
      report({
        bench: 'semantic',
        step: 'size',
        millions,
        transactions: Number(rows[0]?.transactions),
        ...Object.fromEntries(rows.map(({ schema, mb }) => [`${schema}_mb`, mb])),
      });
    });
    const rollupSeconds = readBuild(buildFile).find(({ part }) => part === figuresPart)?.seconds;
    return { url, ...(rollupSeconds !== undefined && { rollupSeconds }), stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** How long the parts of a bank took to make, told again by every run on a bank that is kept. */
function readBuild(file: string): Build {
  return existsSync(file) ? buildSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}
