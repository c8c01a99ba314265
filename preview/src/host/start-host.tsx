import '../../../node_modules/systemjs/dist/system.js';
import '../../../node_modules/systemjs/dist/extras/amd.js';
import 'react-grid-layout/css/styles.css';
import { version } from 'react';
import { createRoot } from 'react-dom/client';
import { type Boot } from '../shared/boot';
import { type Preferences } from './boot/preferences';
import { App } from './App';
import { loadHostTexts } from './i18n/load-host-texts';
import { shareModules } from './plugins/shared-modules';
import { installReadiness } from './readiness';
import { installServices } from './services/install-services';

/** Sets up everything that plugins rely on, in this order, and draws the page. */
export async function startHost(boot: Boot, preferences: Preferences): Promise<void> {
  await loadHostTexts(preferences.language);
  const appEvents = installServices();
  shareModules();
  installReadiness();
  document.documentElement.lang = preferences.language;
  document.documentElement.dataset.react = version;
  const container = document.getElementById('reactRoot') ?? document.body.appendChild(document.createElement('div'));
  container.replaceChildren();
  createRoot(container).render(<App boot={boot} preferences={preferences} appEvents={appEvents} />);
}
