import { startOfBankDay, toBankDay } from '../period/bank-time';
import { makeFrame } from '../test/fixtures';
import { readGroups, readNumber, readSteps } from './frames';

const ZONE = 'Europe/Prague';
const at = (day: string) => startOfBankDay(day, ZONE);

describe('steps', () => {
  it('puts values at their step in the bank’s zone and leaves gaps open', () => {
    const frame = makeFrame('now', { date: [at('1993-04-15'), at('1993-06-01')], balance_end: [10, 30] });
    const period = { from: '1993-04-15', to: '1993-07-31' };
    expect(readSteps(frame, 'balance_end', period, 'month', (ms) => toBankDay(ms, ZONE))).toEqual([10, null, 30, null]);
  });

  it('has only gaps without an answer', () => {
    expect(readSteps(undefined, 'x', { from: '1993-04-01', to: '1993-05-31' }, 'month', () => '')).toEqual([
      null,
      null,
    ]);
  });
});

describe('groups', () => {
  it('joins both periods by code and keeps groups that only one has', () => {
    const now = makeFrame('now', { region_code: ['R01', 'R02'], region: ['North', 'South'], spend: [5, null] });
    const before = makeFrame('before', { region_code: ['R03', 'R01'], region: ['East', 'North'], spend: [7, 4] });
    expect(readGroups(now, before, 'region', { id: 'spend' })).toEqual([
      { key: 'R01', name: 'North', value: 5, before: 4 },
      { key: 'R03', name: 'East', value: null, before: 7 },
    ]);
  });
});

it('names categories in the viewer’s words, and keeps their values as keys', () => {
  const now = makeFrame('now', { tier: ['premium', 'gold_plus'], spend: [5, 4] });
  expect(readGroups(now, undefined, 'tier', { id: 'spend' }, { premium: '尊享' })).toEqual([
    { key: 'premium', name: '尊享', value: 5, before: null },
    { key: 'gold_plus', name: 'Gold plus', value: 4, before: null },
  ]);
});

describe('numbers', () => {
  it('are null where there is no row, no field or no value', () => {
    expect(readNumber(makeFrame('now', { spend: [] }), 'spend')).toBeNull();
    expect(readNumber(makeFrame('now', { spend: [null] }), 'spend')).toBeNull();
    expect(readNumber(makeFrame('now', { spend: [0] }), 'spend')).toBe(0);
    expect(readNumber(undefined, 'spend')).toBeNull();
  });
});

it('gives a ratio of too few people no value', () => {
  const frame = makeFrame('now', { tier: ['a', 'b'], rate: [0.1, 1], people: [30, 29] });
  expect(readGroups(frame, undefined, 'tier', { id: 'rate', base: 'people' }).map(({ key }) => key)).toEqual(['a']);
});
