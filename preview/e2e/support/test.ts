import { test as base, expect, type Page } from '@playwright/test';
import { chooseDriver, type Appearance } from './driver';

const driver = chooseDriver(process.env);

interface Fixtures {
  /**
   * Opens a path of the suite as a viewer and waits until the page is ready. Without a login it is the viewer of the
   * last `open`, `hq.exec` at first.
   */
  open: (path: string, login?: string) => Promise<void>;
  /** Theme and language of the pages that are opened from now on, for the viewer of the last `open`. */
  setAppearance: (appearance: Appearance) => Promise<void>;
  /** Texts of console errors a test expects; anything else on the console's error level fails the test. */
  allowedErrors: RegExp[];
}

/** Waits until the page is ready: nothing is under way or changes any more. Assert what it shows afterwards. */
export const waitReady = (page: Page, timeout?: number): Promise<void> => driver.waitReady(page, timeout);

/**
 * Playwright's `test` for pages of the suite, in the preview or in the Grafana of GRAFANA_URL: fails on every console
 * error, uncaught exception and server error that the test did not announce in `allowedErrors`.
 */
export const test = base.extend<Fixtures>({
  // Playwright reads the URL when the configuration loads; the suite is started after that.
  baseURL: async ({}, provide) => provide(driver.getAddress('/')),

  allowedErrors: async ({}, provide) => provide([]),

  page: async ({ page, allowedErrors }, provide) => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && driver.isOwnError(message.location().url)) {
        errors.push(`console: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => errors.push(`exception: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 500) {
        errors.push(`${response.status()} ${response.url()}`);
      }
    });
    await provide(page);
    expect(errors.filter((error) => !allowedErrors.some((allowed) => allowed.test(error)))).toEqual([]);
  },

  open: async ({ page, context }, provide) => {
    let viewer: string | undefined;
    await provide(async (path, login = viewer ?? driver.defaultLogin) => {
      if (login !== viewer) {
        await driver.signIn(context, login);
        viewer = login;
      }
      await page.goto(driver.getAddress(path));
      await waitReady(page);
    });
  },

  setAppearance: async ({ context }, provide) => provide((appearance) => driver.setAppearance(context, appearance)),
});

export { expect };
