import { type PreviewBackendSrv } from './services/backend-srv';

const quietMilliseconds = 300;

/**
 * Offers `window.__branchlight_ready()` to tests: true once no request runs, no loading bar or skeleton is shown, the
 * fonts are there and the page has not changed for 300 ms. Quiet is not correct: tests also look at what is shown.
 */
export function installReadiness(backendSrv: PreviewBackendSrv): void {
  let lastChange = performance.now();
  new MutationObserver(() => {
    lastChange = performance.now();
  }).observe(document.body, { childList: true, subtree: true, characterData: true });

  let pendingFetches = 0;
  const send = window.fetch.bind(window);
  window.fetch = async (...parameters) => {
    pendingFetches += 1;
    try {
      return await send(...parameters);
    } finally {
      pendingFetches -= 1;
      lastChange = performance.now();
    }
  };

  window.__branchlight_ready = () =>
    pendingFetches === 0 &&
    backendSrv.getPendingCount() === 0 &&
    document.fonts.status === 'loaded' &&
    document.querySelector('main') !== null &&
    document.querySelector(loadingMarks) === null &&
    performance.now() - lastChange > quietMilliseconds;
}

/** What stands on the page while something loads: page skeletons, the bar of a panel, spinners, react-loading-skeleton. */
const loadingMarks = [
  '[aria-busy="true"]',
  '[data-testid="data-testid Panel loading bar"]',
  '[aria-label="Panel loading bar"]',
  '[data-testid="Spinner"]',
  '.react-loading-skeleton',
].join(', ');
