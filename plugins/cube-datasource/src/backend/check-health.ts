import { type HealthRequest, type HealthResponse } from '@branchlight/plugin-protocol';
import { readLogin } from './identity';
import { type DatasourceInstances } from './instance';
import { QueryError } from './query-error';
import { readSettings } from './settings';

/** Says whether figures can be had, and if not what to do. */
export async function checkHealth(
  instances: DatasourceInstances,
  request: HealthRequest,
  signal: AbortSignal
): Promise<HealthResponse> {
  const login = readLogin(request.context);
  try {
    const { bank } = await instances.get(readSettings(request.context)).getViewer(login, signal);
    if (!bank?.lastDay) {
      return { status: 'ok', message: 'Cube answers and the secret is right. No bank is loaded yet: load its files.' };
    }
    const days = bank.firstDay ? ` with days from ${bank.firstDay} to ${bank.lastDay}` : '';
    return { status: 'ok', message: `Cube answers for ${bank.name} (${bank.currency}, ${bank.timeZone})${days}.` };
  } catch (error) {
    if (error instanceof QueryError && error.status === 403) {
      // An administrator who is no viewer can set the datasource up all the same.
      return {
        status: 'ok',
        message: `Cube answers and the secret is right. "${login}" itself may see no figures: ${error.message}`,
      };
    }
    if (error instanceof QueryError) {
      return { status: 'error', message: error.message };
    }
    throw error;
  }
}
