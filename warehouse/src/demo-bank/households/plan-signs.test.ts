import { firstDay, lastDay } from '../days';
import { planBank } from '../parts/part';
import { type Household } from './household';
import { type Signs } from './plan-signs';

function listDays({ salaryEndsOn, ordersEndOn, complainsOn, offline, withdrawals }: Signs): number[] {
  return [salaryEndsOn, ordersEndOn, complainsOn, offline?.from, ...withdrawals.map(({ day }) => day)].filter(
    (day) => day !== undefined
  );
}

function countKinds({ salaryEndsOn, ordersEndOn, complainsOn, offline, withdrawals }: Signs): number {
  return [salaryEndsOn, ordersEndOn, complainsOn, offline, withdrawals[0]].filter((sign) => sign !== undefined).length;
}

describe('signs of leaving', () => {
  const households = [...planBank(10, 5).listHouseholds()];
  const leavers = households.filter(
    (household): household is Household & { leavesOn: number } => household.leavesOn !== undefined
  );
  const stayers = households.filter(({ leavesOn }) => leavesOn === undefined);

  it('lie within three months and a little before the end, with nearly all who leave, and hardly anybody shows all', () => {
    for (const { leavesOn, signs } of leavers) {
      for (const day of listDays(signs)) {
        expect(day).toBeLessThan(leavesOn);
        expect(day).toBeGreaterThanOrEqual(leavesOn - 94);
      }
    }
    const kinds = leavers.map(({ signs }) => countKinds(signs));
    expect(kinds.filter((count) => count > 0).length / kinds.length).toBeGreaterThan(0.9);
    expect(kinds.filter((count) => count === 5).length / kinds.length).toBeLessThan(0.12);
  });

  it('come with a few of those who stay as well, and some of those are on the way out on the last day', () => {
    const alarms = stayers.filter(({ signs }) => countKinds(signs) > 0);
    expect(alarms.length / stayers.length).toBeGreaterThan(0.05);
    expect(alarms.length / stayers.length).toBeLessThan(0.2);
    const leaving = alarms.filter(
      ({ signs }) => (signs.offline?.until ?? 0) > lastDay || listDays(signs).some((day) => day > lastDay - 84)
    );
    expect(leaving.length / stayers.length).toBeGreaterThan(0.005);
    expect(alarms.flatMap(({ signs }) => listDays(signs)).filter((day) => day < firstDay)).toEqual([]);
  });
});
