import { expect } from '@playwright/test';
import { type Driver } from './driver';
import { waitReady } from './wait-ready';

const preferencesKey = 'branchlight.preferences';

/** Drives the preview at the address that `getUrl` gives. */
export function createPreviewDriver(getUrl: () => string): Driver {
  const getAddress = (path: string) => new URL(path, getUrl()).href;
  return {
    defaultLogin: 'hq.exec',
    getAddress,
    signIn: async ({ request }, login) => {
      // The page gives the session that the switch needs.
      await request.get(getAddress('/'));
      const answer = await request.post(getAddress('/preview/session'), {
        data: { login },
        headers: { origin: new URL(getUrl()).origin },
      });
      expect(answer.status(), `${login} signs in to the preview`).toBe(200);
    },
    setAppearance: async (context, appearance) => {
      await context.addInitScript(
        ([key, value]) => {
          const stored: unknown = JSON.parse(window.localStorage.getItem(key) ?? '{}');
          window.localStorage.setItem(key, JSON.stringify({ ...(stored as object), ...value }));
        },
        [preferencesKey, appearance] as const
      );
    },
    waitReady,
    isOwnError: () => true,
  };
}
