import { type Page } from '@playwright/test';

/**
 * Waits until the page is ready: no request under way, nothing that loads, fonts there, 300 ms without a change. Ready
 * is not correct: assert what the page shows afterwards. Throws after `timeout` milliseconds.
 */
export async function waitReady(page: Page, timeout = 30_000): Promise<void> {
  await page.waitForFunction(() => window.__branchlight_ready?.() === true, undefined, { timeout });
}
