import { type CubeProcess, type CubeRow } from '../cube-process';
import { type Attack } from './write-attacks';

/** What came back, without what differs between two answers to the same question. */
export interface Reaction {
  status: number;
  text: string;
  rows: CubeRow[];
}

/** Requests at once: enough to keep Cube and Postgres busy. */
const atOnce = 8;
/** When the answer was made and which request it was for. */
const volatile = /"(lastRefreshTime|requestId)":"[^"]*",?/g;

/** The reactions in the order of the attacks. */
export async function sendAttacks(cube: CubeProcess, login: string, attacks: readonly Attack[]): Promise<Reaction[]> {
  const reactions: Reaction[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < attacks.length; index = next++) {
      const attack = attacks[index];
      if (attack) {
        reactions[index] = await send(cube, login, attack);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return reactions;
}

async function send(cube: CubeProcess, login: string, { query, route, method }: Attack): Promise<Reaction> {
  const address = `${route}?${new URLSearchParams({ query: JSON.stringify(query), queryType: 'multi' }).toString()}`;
  const body = JSON.stringify({ query, queryType: 'multi', cache: 'must-revalidate' });
  for (;;) {
    const answer = await cube.send(login, method === 'GET' ? address : route, {
      method,
      ...(method === 'POST' ? { body } : {}),
    });
    if (answer.error !== 'Continue wait') {
      return { status: answer.status, text: answer.text.replaceAll(volatile, ''), rows: answer.rows };
    }
  }
}
