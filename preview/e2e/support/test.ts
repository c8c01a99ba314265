import { test as base, expect } from '@playwright/test';
import { waitReady } from './wait-ready';

interface Fixtures {
  /** Opens a path of the suite as a viewer (`hq.exec` when none is named) and waits until the page is ready. */
  open: (path: string, login?: string) => Promise<void>;
  /** Texts of console errors a test expects; anything else on the console's error level fails the test. */
  allowedErrors: RegExp[];
}

/**
 * Playwright's `test` for pages of the suite: fails on every console error, uncaught exception and server error of the
 * page that the test did not announce in `allowedErrors`.
 */
export const test = base.extend<Fixtures>({
  // Playwright reads the URL when the configuration loads; the suite is started after that.
  baseURL: async ({}, provide) => provide(process.env.BRANCHLIGHT_URL),

  allowedErrors: async ({}, provide) => provide([]),

  page: async ({ page, allowedErrors }, provide) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => errors.push(`exception: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 500) {
        errors.push(`${response.status()} ${response.url()}`);
      }
    });
    await provide(page);
    expect(errors.filter((error) => !allowedErrors.some((allowed) => allowed.test(error)))).toEqual([]);
  },

  open: async ({ page, baseURL }, provide) =>
    provide(async (path, login) => {
      if (login) {
        // The page gives the session that the switch needs.
        await page.goto('/');
        const answer = await page.request.post('/preview/session', {
          data: { login },
          headers: { origin: baseURL ?? '' },
        });
        expect(answer.status()).toBe(200);
      }
      await page.goto(path);
      await waitReady(page);
    }),
});

export { expect, waitReady };
