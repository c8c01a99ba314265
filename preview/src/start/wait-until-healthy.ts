import { UserError } from '@branchlight/runtime';
import { setTimeout as sleep } from 'node:timers/promises';

const withinMs = 60_000;

/** Waits until the suite's health answers 200. Throws with its last answer when it does not within a minute. */
export async function waitUntilHealthy(url: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    signal.throwIfAborted();
    const response = await fetch(url);
    const said = await response.text();
    if (response.ok) {
      return;
    }
    if (Date.now() > deadline) {
      throw new UserError(
        `The suite started, but a part of it does not work: ${said}. Remedy: look into the folder logs.`
      );
    }
    await sleep(200);
  }
}
