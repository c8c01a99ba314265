import { describeError, sendHttpRequest, UserError } from '@branchlight/runtime';
import { setTimeout as sleep } from 'node:timers/promises';

const withinMs = 60_000;

/** Waits until the suite's health answers 200. Throws with its last answer when it does not within a minute. */
export async function waitUntilHealthy(url: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    signal.throwIfAborted();
    const { status, said } = await ask(url);
    if (status === 200) {
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

async function ask(url: string): Promise<{ status?: number; said: string }> {
  try {
    const { status, body } = await sendHttpRequest(url);
    return { status, said: body.toString() };
  } catch (error) {
    return { said: describeError(error) };
  }
}
