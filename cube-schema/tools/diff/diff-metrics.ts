import { createLogger, UserError } from '@branchlight/runtime';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../../warehouse/src/postgres';
import { readModel } from '../model/read-model';
import { askSide, listPeriods } from './ask-side';
import { checkOutBase, isUnchanged } from './check-out-base';
import { compareSides, type MetricsDiff, type Side } from './compare-sides';
import { type DiffOptions } from './options';
import { refuseBrokenModels } from './refuse-broken-models';
import { startSideCube } from './side-cube';
import { copyBank, loadWarehouse, makeDemoBank } from './side-database';

/** What decides the rows of the mart. */
const warehousePaths = ['warehouse/migrations', 'warehouse/src/mart'];

/**
 * Compares the model of a revision with that of this checkout on the same facts, in databases of its own that are gone afterwards.
 *
 * @param report - called with what is being done
 * @throws UserError when the revision is not known, one of the models does not compile or a bank cannot be read
 */
export async function diffMetrics(
  root: string,
  options: DiffOptions,
  report: (step: string) => void
): Promise<MetricsDiff> {
  const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-diff-'));
  const baseRoot = path.join(folder, 'base');
  const open: Array<() => Promise<unknown>> = [];
  try {
    const hash = checkOutBase(root, options.base, baseRoot);
    report('Compiling both models');
    await refuseBrokenModels(root, { [`at ${options.base}`]: baseRoot, 'in this folder': root });
    const logger = createLogger('diff', { level: 'warn' });
    const postgres = await startPostgres({ dir: path.join(folder, 'data'), port: 0, databaseUrl: '', logger });
    open.push(() => postgres.stop());
    const connect = async (url: string) => {
      const client = new Client({ connectionString: url });
      await client.connect();
      open.push(() => client.end());
      return client;
    };
    const newUrl = await postgres.ensureDatabase('new');
    const newClient = await connect(newUrl);
    const warehouse = loadWarehouse(root);
    if (options.from === undefined) {
      report(`Making a demo bank of ${options.scale} thousand customers`);
      await makeDemoBank(warehouse, newUrl, newClient, options);
    } else {
      report('Copying the bank, and deriving its mart');
      await copyBank(warehouse, await connect(options.from), newUrl, newClient);
    }
    let oldUrl = newUrl;
    if (!isUnchanged(root, hash, warehousePaths)) {
      report('Deriving the mart from the same facts as it was then');
      oldUrl = await postgres.ensureDatabase('old');
      await copyBank(loadWarehouse(baseRoot), newClient, oldUrl, await connect(oldUrl));
    }
    const periods = listPeriods(await readLastDay(newClient));
    const login = await readLogin(newClient);
    const ask = async (side: string, url: string): Promise<Side> => {
      const model = readModel(side);
      const cube = await startSideCube(side, url, path.join(folder, 'cache'), login);
      try {
        return { model, answers: await askSide(cube.load, model, periods) };
      } finally {
        await cube.stop();
      }
    };
    report(`Asking every measure as it was, for ${periods.map(({ name }) => name).join(' and ')}`);
    const before = await ask(baseRoot, oldUrl);
    report('Asking every measure as it is');
    return compareSides(before, await ask(root, newUrl));
  } finally {
    for (const close of open.reverse()) {
      await close();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readLastDay(client: Client): Promise<string> {
  const { rows } = await client.query<{ day: string }>(
    `SELECT last_day::text AS day FROM mart.horizon ORDER BY domain = 'deposits' DESC, last_day DESC LIMIT 1`
  );
  const day = rows[0]?.day;
  if (!day) {
    throw new UserError('The bank has no data to compare figures of. Remedy: load its files, or leave --from out.');
  }
  return day;
}

async function readLogin(client: Client): Promise<string> {
  const { rows } = await client.query<{ login: string }>(
    `SELECT v.login FROM ops.viewer v JOIN core.org_unit u USING (unit_code)
     WHERE v.role = 'executive' AND u.level = 'bank' ORDER BY v.login LIMIT 1`
  );
  const login = rows[0]?.login;
  if (!login) {
    throw new UserError(
      'The bank has no viewer with the role executive, who sees everything. Remedy: npm run viewers.'
    );
  }
  return login;
}
