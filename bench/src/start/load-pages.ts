import { chromium, type Page } from '@playwright/test';
import { chromiumFlags, findChromium } from '../../../preview/e2e/support/browser';
import { waitReady } from '../../../preview/e2e/support/wait-ready';

export interface PageLoad {
  /** From the navigation to the last change of the page before it is ready */
  paintedMs: number;
  requests: number;
  /** Bytes that came over the network, headers included */
  transferred: number;
}

export interface PageLoads {
  /** The first after the start: nothing is cached anywhere */
  first: PageLoad;
  /** Empty browser caches, a server that has answered before */
  cold: PageLoad[];
  /** The same browser again */
  warm: PageLoad[];
}

/**
 * Opens the command center in headless Chromium until all of its panels are painted.
 *
 * @throws Error when it does not get ready, still loads or shows a failure
 */
export async function loadPages(url: string, count: number): Promise<PageLoads> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
  try {
    const loads: PageLoads = { first: { paintedMs: 0, requests: 0, transferred: 0 }, cold: [], warm: [] };
    for (let index = 0; index <= count; index += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
      const page = await context.newPage();
      await page.addInitScript(watchChanges);
      const fresh = await loadOnce(page, url);
      if (index === 0) {
        loads.first = fresh;
      } else {
        loads.cold.push(fresh);
        loads.warm.push(await loadOnce(page, url));
      }
      await context.close();
    }
    return loads;
  } finally {
    await browser.close();
  }
}

/** Runs in the page: keeps the time of the last change. */
function watchChanges(): void {
  const observer = new MutationObserver(() => {
    document.documentElement.dataset.benchChanged = String(performance.now());
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}

async function loadOnce(page: Page, url: string): Promise<PageLoad> {
  await page.goto(url, { waitUntil: 'commit' });
  await waitReady(page, 120_000);
  const state = await page.evaluate(() => {
    const entries = performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming);
    return {
      paintedMs: Number(document.documentElement.dataset.benchChanged),
      requests: entries.length,
      transferred: entries.reduce((sum, entry) => sum + entry.transferSize, 0),
      busy: document.querySelectorAll('[aria-busy="true"]').length,
      failures: [...document.querySelectorAll('[role="alert"]')].map((alert) => alert.textContent ?? ''),
      sections: document.querySelectorAll('main h1, main h2, main h3').length,
    };
  });
  const { busy, failures, sections, ...load } = state;
  if (busy > 0 || failures.length > 0 || sections < 3) {
    throw new Error(
      `The page is not painted: ${sections} headings, ${busy} parts that load, ${failures.join('; ') || 'no failure'}.`
    );
  }
  return load;
}
