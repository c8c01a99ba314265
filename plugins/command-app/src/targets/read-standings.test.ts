import { makeFrame } from '../test/fixtures';
import { readStandings } from './read-standings';

const row = (pace: number | null) =>
  makeFrame('metrics', {
    metric: ['new_customers'],
    unit: ['count'],
    status: [pace === null ? 'none' : 'red'],
    actual: [8],
    target: [36],
    attainment: [8 / 36],
    pace_index: [pace],
    forecast: [15.7],
    expected: [18],
  });

describe('readStandings', () => {
  it('never rounds a pace up to a threshold that was missed', () => {
    expect(readStandings([row(0.8996)])[0]).toMatchObject({ pace: 0.899, status: 'act' });
    expect(readStandings([row(null)])[0]).toMatchObject({ pace: null, status: undefined });
  });

  it('counts whole customers in the forecast, and tells the share that is due', () => {
    expect(readStandings([row(0.9)])[0]).toMatchObject({ forecast: 16, due: 0.5, isMoney: false });
  });
});
