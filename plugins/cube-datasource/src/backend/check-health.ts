import { type HealthRequest, type HealthResponse } from '@branchlight/plugin-protocol';
import { metaSchema, type Viewer } from '@branchlight/cube-contract';
import { readLogin } from './identity';
import { type DatasourceInstance, type DatasourceInstances } from './instance';
import { type HealthStage, healthStages, QueryError } from './query-error';
import { readSettings } from './settings';

/** One stage of the check as the settings page lists it. A warning keeps nobody else from their figures. */
export interface HealthStep {
  stage: HealthStage;
  status: 'ok' | 'warning' | 'failed' | 'not-reached';
  /** What was found, and the remedy where something is wrong. */
  message: string;
}

/** Longer than any healthy answer takes, shorter than Grafana waits. */
const patienceMs = 10_000;
/** The first version of Cube that the model was tested with. */
const oldestCube = [1, 7] as const;

/** Says whether figures can be had, and if not what to do; `details.stages` lists every stage. */
export async function checkHealth(
  instances: DatasourceInstances,
  request: HealthRequest,
  signal: AbortSignal
): Promise<HealthResponse> {
  const login = readLogin(request.context);
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const instance = instances.get(readSettings(request.context));
    const both = AbortSignal.any([signal, patience]);
    const viewer = await instance.askViewer(login, both);
    return describeViewer(viewer, await countViews(instance, viewer, both));
  } catch (error) {
    if (patience.aborted && !signal.aborted) {
      return describeFailure(
        'address',
        "Cube does not answer within 10 seconds: correct the Cube API URL, or let Grafana's server through the firewall."
      );
    }
    if (!(error instanceof QueryError)) {
      throw error;
    }
    return error.stage === 'login'
      ? describeStranger(login, error.message)
      : describeFailure(error.stage ?? 'server', error.message);
  }
}

function describeViewer({ bank, cubeVersion, login }: Viewer, views: number): HealthResponse {
  const version = checkVersion(cubeVersion);
  const viewStep: HealthStep =
    views > 0
      ? { stage: 'views', status: 'ok', message: `${views} views are open to "${login}".` }
      : {
          stage: 'views',
          status: 'warning',
          message: `No view is open to "${login}": give the login another role in ops.viewer.`,
        };
  const bankStep: HealthStep = bank?.lastDay
    ? { stage: 'bank', status: 'ok', message: `${bank.name} (${bank.currency}, ${bank.timeZone})${describeDays(bank)}` }
    : { stage: 'bank', status: 'warning', message: 'No bank is loaded yet: load its files.' };
  const steps: HealthStep[] = [...reached('secret'), version, passed('login'), bankStep, viewStep];
  if (version.status === 'failed') {
    return respond('error', version.message, steps);
  }
  return bank?.lastDay
    ? respond('ok', `Cube answers for ${bankStep.message}. ${viewStep.message}`, steps)
    : respond('ok', `Cube answers and the secret is right. ${bankStep.message}`, steps);
}

/** An administrator who is no viewer can set the datasource up all the same. */
function describeStranger(login: string, message: string): HealthResponse {
  const step: HealthStep = { stage: 'login', status: 'warning', message };
  return respond('ok', `Cube answers and the secret is right. "${login}" itself may see no figures: ${message}`, [
    ...reached('secret'),
    step,
  ]);
}

function describeFailure(stage: HealthStage, message: string): HealthResponse {
  const before = healthStages[healthStages.indexOf(stage) - 1];
  return respond('error', message, [...(before ? reached(before) : []), { stage, status: 'failed', message }]);
}

/** Steps that are not told of were not reached. */
function respond(status: HealthResponse['status'], message: string, told: HealthStep[]): HealthResponse {
  const stages = healthStages.map(
    (stage): HealthStep => told.find((step) => step.stage === stage) ?? { stage, status: 'not-reached', message: '' }
  );
  return { status, message, details: { stages } };
}

/** All stages up to one. */
function reached(last: HealthStage): HealthStep[] {
  return healthStages.slice(0, healthStages.indexOf(last) + 1).map(passed);
}

function passed(stage: HealthStage): HealthStep {
  return { stage, status: 'ok', message: '' };
}

function describeDays({ firstDay, lastDay }: { firstDay: string | null; lastDay: string | null }): string {
  return firstDay && lastDay ? ` with days from ${firstDay} to ${lastDay}` : '';
}

function checkVersion(version: string | undefined): HealthStep {
  const oldest = oldestCube.join('.');
  if (version === undefined) {
    return {
      stage: 'version',
      status: 'warning',
      message: `The Cube server does not tell its version: it is older than this plugin. Update it to Cube ${oldest} or newer.`,
    };
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < oldestCube[0] || (major === oldestCube[0] && minor < oldestCube[1]);
  return isOld
    ? { stage: 'version', status: 'failed', message: `Cube ${version} is too old: update it to ${oldest} or newer.` }
    : { stage: 'version', status: 'ok', message: `Cube ${version}` };
}

async function countViews(instance: DatasourceInstance, viewer: Viewer, signal: AbortSignal): Promise<number> {
  const meta = metaSchema.safeParse(await instance.getMeta(viewer, signal));
  return meta.success ? meta.data.cubes.length : 0;
}
