import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { UserError, createLogger, describeError, findRepositoryRoot, resolveSuitePaths } from '@branchlight/runtime';
import { BankFileError, readMapping } from '@branchlight/bank-files';
import { z } from 'zod';
import { ensureCubeRole } from './access';
import { defaultScale, defaultSeed, demoBankCode, generateDemoBank, readDemoBank } from './demo-bank';
import { runLoad } from './loader/run-load';
import { migrateDatabase } from './migrations/migrate';
import { withClient } from './postgres';
import { applyBankSettings } from './settings';

const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1),
  CUBE_DB_PASSWORD: z.string().min(32),
  BRANCHLIGHT_BANK: z.string().min(1),
  /** Folder with the bank's files, or the one file */
  BRANCHLIGHT_DATA: z.string().default(''),
  /** Of the demo bank, in thousands of customers */
  BRANCHLIGHT_SCALE: z.coerce.number().int().min(1).default(defaultScale),
});

/**
 * What has to be done to a database before the suite starts on it, once and again after every update: structure, the semantic
 * layer's role, the bank's files, or the demo bank. Ends with 0 when the bank can be opened.
 */
async function main(): Promise<number> {
  const environment = environmentSchema.safeParse(process.env);
  if (!environment.success) {
    const faults = environment.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new UserError(`The loader's environment is not complete (${faults.join('; ')}).`);
  }
  const { DATABASE_URL, CUBE_DB_PASSWORD, BRANCHLIGHT_BANK: bank, BRANCHLIGHT_DATA: data } = environment.data;
  const controller = new AbortController();
  process.once('SIGTERM', () => controller.abort(new UserError('Stopped: what was being loaded was rolled back.')));
  await migrateDatabase(DATABASE_URL, { logger: createLogger('migrate', { level: 'warn' }) });
  await ensureCubeRole(DATABASE_URL, CUBE_DB_PASSWORD);
  if (bank === demoBankCode) {
    await makeDemoBank(DATABASE_URL, environment.data.BRANCHLIGHT_SCALE, controller.signal);
    return 0;
  }
  return loadFiles(bank, data, controller.signal);
}

/** It is made once: another scale later changes nothing. */
async function makeDemoBank(url: string, scale: number, signal: AbortSignal): Promise<void> {
  await withClient(url, async (client) => {
    await applyBankSettings(client, { bank: demoBankCode });
    if (await readDemoBank(client)) {
      process.stderr.write('The demo bank is there already.\n');
      return;
    }
    await generateDemoBank({
      client,
      scale,
      seed: defaultSeed,
      signal,
      onPart: (text, milliseconds) => process.stderr.write(`${text} (${(milliseconds / 1000).toFixed(1)} s)\n`),
    });
  });
}

async function loadFiles(bank: string, data: string, signal: AbortSignal): Promise<number> {
  const mappingFile = findMapping(bank);
  if (!existsSync(data)) {
    throw new UserError(`There are no files at "${data}". Remedy: name the bank's files in BRANCHLIGHT_DATA.`);
  }
  const counts = { read: 0, loaded: 0, rejected: 0 };
  // DATABASE_URL is set, so neither folder nor port of an embedded Postgres counts.
  const summary = await runLoad({ mappingFile, data, bank, dir: resolveSuitePaths().dir, port: 0, signal, counts });
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  return summary.refused ? 1 : 0;
}

function findMapping(bank: string): string {
  const folder = path.join(findRepositoryRoot(), 'bank', 'mappings');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => path.join(folder, name));
  const codes = files.map((file) => readMapping(file).mapping.bank);
  const found = files[codes.indexOf(bank)];
  if (found === undefined) {
    throw new UserError(
      `There is no mapping for the bank "${bank}" in bank/mappings; there are ${demoBankCode}, ${codes.join(', ')}.`
    );
  }
  return found;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UserError || error instanceof BankFileError) {
      process.stderr.write(`${error.message}\n`);
    } else {
      createLogger('prepare').error(`The database was not prepared: ${describeError(error)}.`);
    }
    process.exitCode = 1;
  }
);
