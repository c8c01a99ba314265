import { type BrowserContext, type Page } from '@playwright/test';
import { createGrafanaDriver } from './grafana/grafana-driver';
import { readGrafanaOptions } from './grafana/grafana-options';
import { createPreviewDriver } from './preview-driver';

export interface Appearance {
  theme?: 'light' | 'dark';
  language?: 'en-US' | 'es-ES' | 'zh-Hans';
}

/** What differs between the preview and a real Grafana for a test that runs in both. */
export interface Driver {
  /** Who looks when a test names nobody. */
  defaultLogin: string;
  /** Full address of a path such as `/d/UID`. */
  getAddress: (path: string) => string;
  /** Everything that this browser context opens from now on is seen by this login. Throws with the remedy when it cannot sign in. */
  signIn: (context: BrowserContext, login: string) => Promise<void>;
  /** Stores theme and language of who is signed in; pages opened from now on have them. */
  setAppearance: (context: BrowserContext, appearance: Appearance) => Promise<void>;
  /**
   * Waits until the page is ready: no request under way, nothing that loads, fonts there, 300 ms without a change. Ready
   * is not correct: assert what the page shows afterwards. Throws after `timeout` milliseconds.
   */
  waitReady: (page: Page, timeout?: number) => Promise<void>;
  /** Whether an error on the console comes from the product: a Grafana logs things of its own. `source` is the script's address. */
  isOwnError: (source: string) => boolean;
}

/** Grafana's when GRAFANA_URL is set, else the preview's. */
export function chooseDriver(env: NodeJS.ProcessEnv): Driver {
  const grafana = readGrafanaOptions(env);
  // Read late: the suite of the preview is started after the tests are loaded.
  return grafana ? createGrafanaDriver(grafana) : createPreviewDriver(() => process.env.BRANCHLIGHT_URL ?? '');
}
