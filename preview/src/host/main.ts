import { loadBoot } from './boot/load-boot';
import { showStartError } from './boot/show-start-error';
import { createGrafanaBootData } from './boot/grafana-boot-data';
import { readPreferences } from './boot/preferences';
import { computeNow } from './boot/bank-clock';

/**
 * Entry of the page. It holds no Grafana code itself: `window.grafanaBootData`, the clock and the folder of fonts and
 * icons have to be known before the first @grafana module runs, so the rest of the host is a second import.
 */
async function start(): Promise<void> {
  const boot = await loadBoot();
  const preferences = readPreferences(boot);
  const now = computeNow(boot.today, boot.bank.timeZone);
  window.__branchlightNow = () => now;
  window.__grafana_public_path__ = new URL('./', import.meta.url).pathname;
  window.grafanaBootData = createGrafanaBootData(boot, preferences);
  const [{ startHost }] = await Promise.all([import('./start-host'), loadStyles()]);
  await startHost(boot, preferences);
}

/** The bundle's style sheet (charts, tables, grids) lies beside this file. Charts are misplaced without it. */
function loadStyles(): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(`./main.css${new URL(import.meta.url).search}`, import.meta.url).href;
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error('The style sheet of the page could not be loaded.')));
    document.head.append(link);
  });
}

start().catch(showStartError);
