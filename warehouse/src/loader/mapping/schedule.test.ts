import { createSchedule } from './schedule';

function list(said: string | { every: string }, zone: string, from: string, count: number): string[] {
  const schedule = createSchedule(said, zone);
  const moments: string[] = [];
  let at = new Date(from);
  for (let index = 0; index < count; index++) {
    at = schedule.next(at) ?? new Date(Number.NaN);
    moments.push(at.toISOString().slice(0, 16));
  }
  return moments;
}

describe('createSchedule', () => {
  it("reads a cron expression in the bank's time zone, over daylight saving", () => {
    // Madrid goes from UTC+1 to UTC+2 on 31 March 2024.
    expect(list('30 6 * * 1-5', 'Europe/Madrid', '2024-03-28T12:00:00Z', 3)).toEqual([
      '2024-03-29T05:30',
      '2024-04-01T04:30',
      '2024-04-02T04:30',
    ]);
  });

  it('leaves out no day whose hour does not exist, and takes an hour that comes twice once', () => {
    const gap = list('30 2 * * *', 'Europe/Madrid', '2024-03-30T12:00:00Z', 2);
    expect(gap.map((moment) => moment.slice(0, 10))).toEqual(['2024-03-31', '2024-04-01']);
    expect(list('30 2 * * *', 'Europe/Madrid', '2024-10-26T12:00:00Z', 2)).toEqual([
      '2024-10-27T00:30',
      '2024-10-28T01:30',
    ]);
  });

  it('counts a span from the last run', () => {
    expect(list({ every: '15m' }, 'UTC', '2024-03-28T12:00:30Z', 2)).toEqual(['2024-03-28T12:15', '2024-03-28T12:30']);
  });

  it.each([
    ['five words that mean nothing', 'a b c d e', /no cron expression/],
    ['seconds', '* * * * * *', /five fields/],
    ['an hour that is none', '0 25 * * *', /no cron expression/],
    ['too short a span', { every: '5s' }, /at least 10s/],
    ['a span without a unit', { every: '15' }, /no usable span/],
  ])('refuses %s', (_what, said, message) => {
    expect(() => createSchedule(said, 'UTC')).toThrow(message);
  });
});
