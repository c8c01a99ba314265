import { findRepositoryRoot } from '@branchlight/runtime';
import { request, type APIRequestContext } from '@playwright/test';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type GrafanaOptions } from './grafana-options';
import { getLoginHeaders, signIn } from './sign-in';

const datasource = 'branchlight-cube';
const oldestMajor = 13;
/** The made-up bank that the figures in the tests are counted from. */
const fixturesBank = { code: 'pkdd99', today: '1993-04-28' };

const healthSchema = z.object({ database: z.string(), version: z.string().optional(), cube: z.unknown().optional() });
const pluginSchema = z.object({ id: z.string(), type: z.string() });
const settingsSchema = z.object({ enabled: z.boolean().optional() });
const messageSchema = z.object({ status: z.string().optional(), message: z.string().optional() });
const viewerSchema = z.object({ bank: z.object({ code: z.string(), today: z.string().nullable() }) });

/**
 * Checks before the first test that GRAFANA_URL is a Grafana with everything the tests need: version, sign-in, plugins, data source, bank.
 * Throws an Error with what is missing and the remedy.
 */
export async function checkGrafana(options: GrafanaOptions, login: string): Promise<void> {
  const context = await request.newContext({ extraHTTPHeaders: getLoginHeaders(options, login), timeout: 30_000 });
  try {
    await checkVersion(context, options.url);
    await signIn(context, options, login);
    await checkPlugins(context, options.url);
    await checkDatasource(context, options.url);
    await checkBank(context, options.url);
  } finally {
    await context.dispose();
  }
}

async function checkVersion(context: APIRequestContext, url: string): Promise<void> {
  const answer = await context.get(`${url}/api/health`).catch((error: unknown) => {
    throw new Error(`GRAFANA_URL=${url}: nobody answers there. Remedy: start Grafana, or correct the address.`, {
      cause: error,
    });
  });
  const health = healthSchema.safeParse(await readJson(answer));
  if (!health.success) {
    throw new Error(
      `GRAFANA_URL=${url} is no Grafana: /api/health answers ${answer.status()} and not what Grafana answers. ` +
        'Remedy: set it to the address of Grafana, or unset it to test in the preview.'
    );
  }
  if (health.data.cube !== undefined) {
    throw new Error(`GRAFANA_URL=${url} is the preview and no Grafana. Remedy: name it in BRANCHLIGHT_URL instead.`);
  }
  if (!answer.ok() || health.data.database !== 'ok') {
    throw new Error(
      `Grafana at GRAFANA_URL=${url} is not well: its database is "${health.data.database}". Remedy: see its log.`
    );
  }
  const { version } = health.data;
  // An administrator may hide the version; the plugins' own check of it holds then.
  if (version !== undefined && !(Number.parseInt(version, 10) >= oldestMajor)) {
    throw new Error(
      `Grafana at GRAFANA_URL=${url} has version ${version}; the plugins need ${oldestMajor} or newer. Remedy: upgrade it.`
    );
  }
}

async function checkPlugins(context: APIRequestContext, url: string): Promise<void> {
  const problems: string[] = [];
  for (const { id, type } of listPlugins()) {
    const answer = await context.get(`${url}/api/plugins/${id}/settings`);
    if (answer.status() === 404) {
      problems.push(
        `${id} is not loaded. Remedy: unpack its zip of \`npm run package\` into Grafana's plugins folder, list it in ` +
          'GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS unless it is signed, and start Grafana again.'
      );
      continue;
    }
    const settings = settingsSchema.safeParse(await readJson(answer));
    if (!answer.ok() || !settings.success) {
      problems.push(`${id}: Grafana answers ${answer.status()} for its settings. Remedy: see Grafana's log.`);
    } else if (type === 'app' && !settings.data.enabled) {
      problems.push(`${id} is not enabled. Remedy: mount provisioning/plugins, or enable it in Grafana.`);
    }
  }
  if (problems.length > 0) {
    throw new Error(`Grafana at GRAFANA_URL=${url} lacks plugins:\n- ${problems.join('\n- ')}`);
  }
}

/** Ids and types of the plugins in this repository. */
function listPlugins(): Array<z.infer<typeof pluginSchema>> {
  const root = findRepositoryRoot();
  return globSync('plugins/*/src/plugin.json', { cwd: root })
    .sort()
    .map((file) => pluginSchema.parse(JSON.parse(readFileSync(path.join(root, file), 'utf8'))));
}

async function checkDatasource(context: APIRequestContext, url: string): Promise<void> {
  const answer = await context.get(`${url}/api/datasources/uid/${datasource}/health`);
  if (answer.status() === 404) {
    throw new Error(
      `Grafana at GRAFANA_URL=${url} has no data source with the uid ${datasource}. Remedy: mount provisioning/datasources.`
    );
  }
  const { status, message } = messageSchema.catch({}).parse(await readJson(answer));
  if (!answer.ok() || status !== 'OK') {
    throw new Error(
      `The data source ${datasource} of Grafana at GRAFANA_URL=${url} is not well: ${message ?? answer.status()}. ` +
        'Remedy: check that the semantic layer runs and that Grafana has its address and secret.'
    );
  }
}

async function checkBank(context: APIRequestContext, url: string): Promise<void> {
  const answer = await context.get(`${url}/api/datasources/uid/${datasource}/resources/viewer`);
  const viewer = viewerSchema.safeParse(await readJson(answer));
  if (!viewer.success) {
    const { message } = messageSchema.catch({}).parse(await readJson(answer));
    throw new Error(
      `The data source of Grafana at GRAFANA_URL=${url} does not know who asks: ${message ?? answer.status()}. ` +
        'Remedy: load the fixtures bank, whose staff the tests sign in as.'
    );
  }
  const { code, today } = viewer.data.bank;
  if (code !== fixturesBank.code || today !== fixturesBank.today) {
    throw new Error(
      `Grafana at GRAFANA_URL=${url} shows the bank ${code} as of ${today ?? 'no day'}; the tests count on the fixtures ` +
        `(bank ${fixturesBank.code}, ${fixturesBank.today}). Remedy: load warehouse/src/loader/fixtures/pkdd99 and leave ` +
        'BRANCHLIGHT_TODAY unset.'
    );
  }
}

async function readJson(answer: { text: () => Promise<string> }): Promise<unknown> {
  try {
    return JSON.parse(await answer.text());
  } catch {
    return undefined;
  }
}
