import { firstDay, lastDay } from '../days';
import { planBank } from '../parts/part';
import { itemAt } from '../random';
import { journeys } from './journeys';
import { listVisits, type Visit } from './list-visits';

describe('visits of the mobile and web bank', () => {
  const seed = 11;
  const households = [...planBank(1, seed).listHouseholds()];

  it('are the same for the same seed, others for another, each with a code of its own in the order of time', () => {
    const all = households.map((household) => listVisits(household, seed));
    expect(households.map((household) => listVisits(household, seed))).toEqual(all);
    expect(households.map((household) => listVisits(household, seed + 1))).not.toEqual(all);
    const codes = all.flat().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect([...codes].sort()).toEqual(codes);
    expect(codes.length).toBeGreaterThan(households.length * 12);
  });

  it('keep to the time as a customer, leave out who is away or never does anything, and go step by step', () => {
    for (const household of households) {
      const { joinedOn, leavesOn = lastDay, signs, behaviour } = household;
      const visits = listVisits(household, seed);
      expect(behaviour === 'dormant' ? visits : []).toEqual([]);
      const isWrong = ({ day, second, customer, journey, steps }: Visit) =>
        day < (customer === undefined ? firstDay : Math.max(firstDay, joinedOn)) ||
        day > (customer === undefined ? lastDay : leavesOn) ||
        (signs.offline && customer !== undefined && day >= signs.offline.from && day < signs.offline.until) ||
        steps.length > (journey ? journeys[journey].length : 0) ||
        steps.some((step, index) => step <= (index === 0 ? second : itemAt(steps, index - 1)));
      expect(visits.filter(isWrong)).toEqual([]);
    }
  });
});
