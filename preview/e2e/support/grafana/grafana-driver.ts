import { type BrowserContext, type Page } from '@playwright/test';
import { loadingMarks } from '../../../src/shared/loading-marks';
import { type Driver } from '../driver';
import { type GrafanaOptions } from './grafana-options';
import { getLoginHeaders, signIn } from './sign-in';
import { Traffic } from './traffic';

const quietMilliseconds = 300;
const tickMilliseconds = 50;

/** Drives a real Grafana: signs in with its login API or as its auth proxy would, and stores preferences with its API. */
export function createGrafanaDriver(options: GrafanaOptions): Driver {
  const traffic = new WeakMap<BrowserContext, Traffic>();
  return {
    defaultLogin: 'hq.exec',
    getAddress: (path) => `${options.url}${path}`,
    signIn: async (context, login) => {
      if (!traffic.has(context)) {
        traffic.set(context, new Traffic(context));
      }
      await context.clearCookies();
      await context.setExtraHTTPHeaders(getLoginHeaders(options, login));
      await signIn(context.request, options, login);
      // Whoever looked last may have left a theme or a language behind.
      await storePreferences(context, options.url, { theme: 'light', language: 'en-US' });
    },
    setAppearance: (context, appearance) => storePreferences(context, options.url, appearance),
    waitReady: async (page, timeout = 30_000) => {
      const deadline = Date.now() + timeout;
      do {
        await waitForStillPage(page, Math.max(1, deadline - Date.now()));
        if (traffic.get(page.context())?.isQuietFor(quietMilliseconds) ?? true) {
          return;
        }
        await page.waitForTimeout(tickMilliseconds);
      } while (Date.now() < deadline);
      throw new Error(`The page was still loading after ${timeout} ms: ${page.url()}`);
    },
    isOwnError: (source) => source.includes('/public/plugins/branchlight-'),
  };
}

async function storePreferences({ request }: BrowserContext, url: string, preferences: object): Promise<void> {
  const answer = await request.patch(`${url}/api/user/preferences`, { data: preferences });
  if (!answer.ok()) {
    throw new Error(
      `Grafana at GRAFANA_URL does not store preferences (status ${answer.status()}): ${await answer.text()}`
    );
  }
}

/** Grafana says of no page that it is ready; this waits until nothing on it loads and it has not changed for a while. */
async function waitForStillPage(page: Page, timeout: number): Promise<void> {
  await page.waitForFunction(
    ({ marks, quiet }) => {
      const observe = () => {
        const started = { since: performance.now() };
        const changed = () => {
          started.since = performance.now();
        };
        new MutationObserver(changed).observe(document, { childList: true, subtree: true, characterData: true });
        return started;
      };
      const state = (window.__branchlightQuiet ??= observe());
      const isSettled =
        document.fonts.status === 'loaded' &&
        document.querySelector('main, [role="main"]') !== null &&
        document.querySelector(marks) === null;
      if (!isSettled) {
        state.since = performance.now();
      }
      return performance.now() - state.since > quiet;
    },
    { marks: loadingMarks, quiet: quietMilliseconds },
    { timeout, polling: tickMilliseconds }
  );
}

declare global {
  interface Window {
    /** When the page last changed; kept by `waitReady` between its looks at the page. */
    __branchlightQuiet?: { since: number };
  }
}
