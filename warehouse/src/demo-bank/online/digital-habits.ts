import { type Day, lastDay } from '../days';
import { type Household, type Person } from '../households/household';
import { type Random } from '../random';

/** How somebody uses the mobile and web bank. */
export interface DigitalHabits {
  /** Visits a month */
  visits: number;
  /** Share of them with the mobile app */
  mobileShare: number;
  /** Days after which a new version of the app is installed */
  lag: number;
  /** Group in A/B tests */
  variant: 'A' | 'B';
}

/** [up to that age, share who never log in, visits a month, share of mobile]. */
const byAge: ReadonlyArray<readonly [age: number, offline: number, visits: number, mobile: number]> = [
  [35, 0.06, 2.2, 0.92],
  [50, 0.16, 1.65, 0.8],
  [65, 0.36, 1.1, 0.66],
  [75, 0.6, 0.75, 0.5],
  [120, 0.86, 0.5, 0.35],
];

/** Undefined: somebody who never logs in. */
export function drawHabits(random: Random, person: Person, household: Household): DigitalHabits | undefined {
  const { behaviour } = household;
  const age = findAge(person.bornOn);
  const [, offline, visits, mobileShare] = byAge.find(([limit]) => age < limit) ?? [0, 1, 0, 0];
  if (behaviour === 'dormant' || random.chance(offline)) {
    return undefined;
  }
  const usage = behaviour === 'occasional' ? 0.55 : person.segment === 'affluent' ? 1.3 : 1;
  return {
    visits: Math.min(12, random.logNormal(visits, 0.5) * usage),
    mobileShare,
    lag: Math.min(60, Math.floor(-9 * Math.log(1 - random.unit()))),
    variant: random.chance(0.5) ? 'A' : 'B',
  };
}

function findAge(bornOn: Day): number {
  return (lastDay - bornOn) / 365.25;
}
