import { tmpdir } from 'node:os';
import { findRepositoryRoot } from '@branchlight/runtime';
import { readReleaseDate } from './release-date';

it('takes the stated moment first, then the last commit, then now', () => {
  expect(readReleaseDate('/', { SOURCE_DATE_EPOCH: '1770120000' })).toEqual(new Date('2026-02-03T12:00:00Z'));
  expect(readReleaseDate(findRepositoryRoot(), {})).toEqual(readReleaseDate(findRepositoryRoot(), {}));
  expect(readReleaseDate(tmpdir(), {}).getTime()).toBeGreaterThan(Date.UTC(2026, 0));
});

it('refuses what is no number of seconds', () => {
  expect(() => readReleaseDate('/', { SOURCE_DATE_EPOCH: 'yesterday' })).toThrow(
    /SOURCE_DATE_EPOCH is "yesterday"\. Remedy/
  );
});
