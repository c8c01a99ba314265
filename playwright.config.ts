import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './preview/e2e/support/browser';
import { readGrafanaOptions } from './preview/e2e/support/grafana/grafana-options';
import { selectTests } from './preview/e2e/support/tags';

// A wrong GRAFANA_URL or sign-in stops the run here, once, and not in every test.
readGrafanaOptions(process.env);

/**
 * Browser tests, `preview/e2e/*.spec.ts`. They run against the suite at BRANCHLIGHT_URL, or start one of their own on
 * the small made-up bank of the loader's fixtures, with BRANCHLIGHT_REACT=19 on React 19; with GRAFANA_URL they run in that
 * Grafana. docs/testing.md
 */
export default defineConfig({
  testDir: './preview/e2e',
  testMatch: '*.spec.ts',
  grep: selectTests(process.env),
  globalSetup: './preview/e2e/support/start-suite.ts',
  outputDir: './node_modules/.cache/playwright/results',
  // One suite with one database serves all tests; a second browser only makes each slower on two cores.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findChromium(), args: chromiumFlags },
  },
});
