import { sendHttpRequest } from '@branchlight/runtime';
import { type Pool } from 'pg';
import { type SuiteHealth } from '../server/context';

export interface HealthSources {
  pool: Pick<Pool, 'query'>;
  bank: string;
  cubeUrl: string;
  hubUrl: string;
  /** States of the supervised processes: `ok`, or what is wrong. */
  getProcessStates: () => { cube: string; hub: string; datasource: string };
}

const answerWithinMs = 3_000;

/** Asks every part of the suite whether it works. Never throws. */
export async function checkHealth({
  pool,
  bank,
  cubeUrl,
  hubUrl,
  getProcessStates,
}: HealthSources): Promise<SuiteHealth> {
  const processes = getProcessStates();
  const [database, cube, hub] = await Promise.all([
    checkDatabase(pool),
    processes.cube === 'ok' ? checkUrl(`${cubeUrl}/livez`) : processes.cube,
    processes.hub === 'ok' ? checkUrl(`${hubUrl}/api/health`) : processes.hub,
  ]);
  return { database, cube, hub, datasource: processes.datasource, bank };
}

async function checkDatabase(pool: Pick<Pool, 'query'>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${answerWithinMs / 1000} s`), answerWithinMs);
  });
  const answer = pool.query('SELECT 1').then(
    () => 'ok',
    () => 'does not answer'
  );
  const state = await Promise.race([answer, late]);
  clearTimeout(timer);
  return state;
}

async function checkUrl(url: string): Promise<string> {
  try {
    const { status } = await sendHttpRequest(url, { signal: AbortSignal.timeout(answerWithinMs) });
    return status === 200 ? 'ok' : `answers ${status}`;
  } catch {
    return 'does not answer';
  }
}
