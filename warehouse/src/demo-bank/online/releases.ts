import { type Day, toDay } from '../days';
import { planted } from '../planted';

export interface Release {
  version: string;
  releasedOn: Day;
  note: string;
}

/** Versions of the mobile bank, oldest first. */
export const releases: readonly Release[] = (
  [
    ['4.8.0', '2024-05-20', 'Cards can be paused'],
    ['4.9.0', '2024-08-05', 'Faster login'],
    ['4.10.0', '2024-10-14', 'Spending by category'],
    ['4.11.0', '2024-12-09', 'Instant transfers'],
    ['5.0.0', '2025-02-17', 'New start page'],
    ['5.1.0', '2025-04-28', 'Funds can be ordered'],
    ['5.2.0', '2025-06-30', 'Loans with fewer documents'],
    ['5.3.0', '2025-09-08', 'Accessibility'],
    ['5.4.0', '2025-11-10', 'Messages to the own advisor'],
    ['5.5.0', '2026-01-19', 'Savings goals'],
    ['5.6.0', '2026-03-02', 'Search'],
    [planted.brokenRelease.version, '2026-04-13', 'Term deposits on fewer screens'],
    [planted.brokenRelease.fixedIn, '2026-05-18', 'Repairs the terms of term deposits'],
    ['5.8.0', '2026-06-15', 'Widgets'],
  ] as const
).map(([version, releasedOn, note]) => ({ version, releasedOn: toDay(releasedOn), note }));

/** @param lag - days after which somebody installs a new version */
export function findVersion(day: Day, lag: number): string {
  return (releases.findLast(({ releasedOn }) => releasedOn + lag <= day) ?? releases[0])?.version ?? '';
}
