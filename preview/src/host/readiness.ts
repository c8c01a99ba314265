import { loadingMarks } from '../shared/loading-marks';

const quietMilliseconds = 300;
const tickMilliseconds = 50;

/**
 * Offers `window.__branchlight_ready()` to tests: true once no request runs, nothing on the page loads or waits for its
 * content, the fonts are there and the page has not changed for 300 ms. Quiet is not correct: tests also look at what
 * is shown.
 */
export function installReadiness(): void {
  let pendingFetches = 0;
  let quiet = 0;
  const disturb = () => {
    quiet = 0;
  };
  new MutationObserver(disturb).observe(document.body, { childList: true, subtree: true, characterData: true });

  const send = window.fetch.bind(window);
  window.fetch = async (...parameters) => {
    pendingFetches += 1;
    try {
      return await send(...parameters);
    } finally {
      pendingFetches -= 1;
      disturb();
    }
  };

  // Counted in ticks: while the page is too busy to tick, it is not quiet.
  window.setInterval(() => {
    quiet = pendingFetches === 0 && isSettled() ? quiet + tickMilliseconds : 0;
  }, tickMilliseconds);
  window.__branchlight_ready = () => quiet > quietMilliseconds;
}

function isSettled(): boolean {
  return (
    document.fonts.status === 'loaded' &&
    document.querySelector('main') !== null &&
    document.querySelector(loadingMarks) === null
  );
}
