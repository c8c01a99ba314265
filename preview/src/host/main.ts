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
  const { startHost } = await import('./start-host');
  await startHost(boot, preferences);
}

start().catch(showStartError);
