import { BankFileError, readViewers, viewersFile } from '@branchlight/bank-files';
import { UserError, createLogger, describeError, resolveSuitePaths, resolveSuitePorts } from '@branchlight/runtime';
import { migrateDatabase } from './migrations/migrate';
import { startPostgres, withClient } from './postgres';
import { loadViewers, type LoadedViewers, type Viewer } from './viewers';
import { parseViewersArguments, viewersUsage, type ViewersCliOptions } from './viewers/viewers-cli-options';

/** `npm run viewers`: see viewersUsage. Changes and messages go to standard error, the counts to standard output. */
async function main(): Promise<void> {
  const options = parseViewersArguments(process.argv.slice(2));
  if (!options) {
    process.stdout.write(viewersUsage);
    return;
  }
  const file = options.file ?? viewersFile;
  const { viewers } = readViewers(file);
  const changes = await applyToSuite(file, viewers.bank, options);
  printChanges(changes);
  const { added, changed, removed, unchanged, kept, unbound } = changes;
  const counts = { added: added.length, changed: changed.length, removed: removed.length, unchanged, kept, unbound };
  process.stdout.write(`${JSON.stringify({ ...counts, dryRun: options.dryRun })}\n`);
}

async function applyToSuite(file: string, bank: string, options: ViewersCliOptions): Promise<LoadedViewers> {
  const logger = createLogger('viewers', { level: 'warn' });
  const postgres = await startPostgres({
    dir: resolveSuitePaths(options.dir).dir,
    port: resolveSuitePorts(options.port).postgres,
    logger,
  });
  try {
    const url = await postgres.ensureDatabase(bank);
    await migrateDatabase(url, { logger });
    return await withClient(url, (client) => loadViewers(client, { ...options, file }));
  } finally {
    await postgres.stop();
  }
}

function printChanges({ added, changed, removed }: LoadedViewers): void {
  const grants = { true: ', sees personal data', false: ', sees no personal data', null: '' };
  const describe = ({ role, unit, name, personalData }: Viewer) =>
    `${role} ${unit} (${name})${grants[`${personalData}`]}`;
  const lines = [
    ...added.map((viewer) => `+ ${viewer.login}: ${describe(viewer)}`),
    ...changed.map(({ before, after }) => `~ ${after.login}: ${describe(after)}, was ${describe(before)}`),
    ...removed.map((viewer) => `- ${viewer.login}: was ${describe(viewer)}`),
  ];
  lines.forEach((line) => process.stderr.write(`${line}\n`));
}

main().catch((error: unknown) => {
  if (error instanceof UserError || error instanceof BankFileError) {
    process.stderr.write(`${error.message}\n`);
  } else {
    createLogger('viewers').error(`The viewers were not loaded: ${describeError(error)}. Nothing was changed.`);
  }
  process.exitCode = 1;
});
