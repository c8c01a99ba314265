/**
 * What stands on a page of Grafana's components while something loads: page skeletons, the bar of a panel, spinners,
 * react-loading-skeleton, panels without content. A CSS selector.
 */
export const loadingMarks = [
  '[aria-busy="true"]',
  '[aria-label="Panel loading bar"]',
  '[data-testid="Spinner"]',
  '.react-loading-skeleton',
  '[data-testid="data-testid panel content"]:empty',
].join(', ');
