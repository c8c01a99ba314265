import { type Day, toDay } from '../days';
import { planted } from '../planted';

export interface Release {
  version: string;
  releasedOn: Day;
  note: string;
}

const { brokenRelease } = planted;

/** Versions of the mobile bank, oldest first. */
export const releases: readonly Release[] = [
  release('4.8.0', '2024-05-20', 'Cards can be paused'),
  release('4.9.0', '2024-08-05', 'Faster login'),
  release('4.10.0', '2024-10-14', 'Spending by category'),
  release('4.11.0', '2024-12-09', 'Instant transfers'),
  release('5.0.0', '2025-02-17', 'New start page'),
  release('5.1.0', '2025-04-28', 'Funds can be ordered'),
  release('5.2.0', '2025-06-30', 'Loans with fewer documents'),
  release('5.3.0', '2025-09-08', 'Accessibility'),
  release('5.4.0', '2025-11-10', 'Messages to the own advisor'),
  release('5.5.0', '2026-01-19', 'Savings goals'),
  release('5.6.0', '2026-03-02', 'Search'),
  { version: brokenRelease.version, releasedOn: brokenRelease.on, note: 'Term deposits on fewer screens' },
  { version: brokenRelease.fixedIn, releasedOn: brokenRelease.fixedOn, note: 'Repairs the terms of term deposits' },
  release('5.8.0', '2026-06-01', 'Widgets'),
];

function release(version: string, releasedOn: string, note: string): Release {
  return { version, releasedOn: toDay(releasedOn), note };
}

/** @param lag - days after which somebody installs a new version */
export function findVersion(day: Day, lag: number): string {
  return (releases.findLast(({ releasedOn }) => releasedOn + lag <= day) ?? releases[0])?.version ?? '';
}
