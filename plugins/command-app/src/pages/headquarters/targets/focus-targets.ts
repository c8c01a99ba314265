export const TARGETS_ID = 'branchlight-targets';

/** Brings the section of the targets into view, and the reading order with it. */
export function focusTargets(): void {
  const section = document.getElementById(TARGETS_ID);
  section?.scrollIntoView?.({ block: 'start' });
  section?.focus({ preventScroll: true });
}
