import { type Day, firstDay, lastDay, months } from '../days';
import { type Household, type Person } from '../households/household';
import { planted } from '../planted';
import { Random } from '../random';
import { findWeekday } from '../moments';
import { type DigitalHabits, drawHabits } from './digital-habits';
import { type Journey, journeys } from './journeys';
import { findVersion } from './releases';

/** A visit of the mobile or web bank. */
export interface Visit {
  /** Of all visits of the bank; made of the customer's number, in the order of time */
  code: string;
  visitor: string;
  /** Undefined: not a customer */
  customer: string | undefined;
  day: Day;
  /** Of the day */
  second: number;
  channel: 'mobile' | 'web';
  version: string | undefined;
  variant: 'A' | 'B' | undefined;
  journey: Journey | undefined;
  /** Seconds of the day for the steps that were reached, in order; may run into the next day */
  steps: number[];
}

interface Draft {
  day: Day;
  journey: Journey | undefined;
  /** Comes to the end: the product was really taken */
  succeeds: boolean;
  isStranger?: boolean;
}

const streams = { online: 74 };
const growthOfYear = 1.2;
const journeyShare = 0.42;
const shares: ReadonlyArray<{ journey: Journey; weight: number }> = [
  { journey: 'transfer', weight: 0.7 },
  { journey: 'open_term_deposit', weight: 0.07 },
  { journey: 'apply_loan', weight: 0.16 },
  { journey: 'buy_fund', weight: 0.07 },
];
const { brokenRelease, test } = planted;

/** All visits of a household's people, and of strangers who began to open an account and gave up. */
export function listVisits(household: Household, seed: number): Visit[] {
  const { owner, user } = household;
  return [owner, ...(user ? [user] : [])].flatMap((person) => listOfPerson(household, person, seed));
}

function listOfPerson(household: Household, person: Person, seed: number): Visit[] {
  const digits = person.code.slice(1);
  const random = new Random(seed, streams.online, Number(digits));
  const habits = drawHabits(random, person, household);
  if (!habits) {
    return [];
  }
  const drafts = planDrafts(random, household, habits, person === household.owner);
  drafts.sort((left, right) => left.day - right.day);
  return drafts.map((draft, index) =>
    drawVisit(random, draft, habits, `${digits}${String(index).padStart(4, '0')}`, person.code)
  );
}

function planDrafts(random: Random, household: Household, habits: DigitalHabits, isOwner: boolean): Draft[] {
  const { joinedOn, leavesOn = lastDay, signs } = household;
  const drafts: Draft[] = [];
  const isAway = (day: Day) => signs.offline !== undefined && day >= signs.offline.from && day < signs.offline.until;
  for (const { index, first, last } of months) {
    const visits = Math.floor(
      habits.visits * growthOfYear ** ((index - 12) / 12) * random.between(0.5, 1.5) + random.unit()
    );
    for (let visit = 0; visit < visits; visit += 1) {
      const day = random.whole(first, last);
      const journey = random.chance(journeyShare) ? random.pickWeighted(shares, 1).journey : undefined;
      if (day >= joinedOn && day <= leavesOn && !isAway(day)) {
        drafts.push({ day, journey, succeeds: false });
      }
    }
  }
  const took = (journey: Journey, day: Day, share: number) => {
    if (random.chance(share) && day >= Math.max(firstDay, joinedOn) && day <= leavesOn && !isAway(day)) {
      drafts.push({ day, journey, succeeds: true });
    }
  };
  if (isOwner) {
    household.accounts
      .filter(({ product }) => product === 'term')
      .forEach(({ openedOn }) => took('open_term_deposit', openedOn, 0.7));
    household.trades
      .filter(({ isOnline, isLarge, side }) => isOnline && isLarge && side === 'buy')
      .forEach(({ day }) => took('buy_fund', day, 1));
    if (household.loan) {
      took('apply_loan', household.loan.grantedOn - random.whole(3, 14), 0.5);
    }
  }
  if (joinedOn >= firstDay && random.chance(0.6)) {
    took('onboarding', joinedOn, 1);
    const strangers = random.whole(0, 3);
    for (let nr = 0; nr < strangers; nr += 1) {
      const day = Math.min(lastDay, Math.max(firstDay, joinedOn + random.whole(-15, 15)));
      drafts.push({ day, journey: 'onboarding', succeeds: false, isStranger: true });
    }
  }
  return drafts;
}

function drawVisit(random: Random, draft: Draft, habits: DigitalHabits, digits: string, customer: string): Visit {
  const { day, journey, succeeds, isStranger } = draft;
  const second = drawSecond(random, day);
  const version = findVersion(day, habits.lag);
  const isHindered = succeeds && journey === brokenRelease.journey && version === brokenRelease.version;
  const isMobile = random.chance(habits.mobileShare) && !(isHindered && random.chance(brokenRelease.buyersOnWeb));
  const isTested = journey === test.journey && day >= test.from && day <= test.until;
  const visit = {
    code: `N${digits}`,
    visitor: isStranger ? `D${digits}` : customer,
    customer: isStranger ? undefined : customer,
    day,
    second,
    channel: isMobile ? ('mobile' as const) : ('web' as const),
    version: isMobile ? version : undefined,
    variant: isTested ? habits.variant : undefined,
    journey,
  };
  const steps = journey ? drawSteps(random, journey, visit, succeeds) : [];
  return { ...visit, steps };
}

function drawSteps(
  random: Random,
  journey: Journey,
  { second, version, variant }: Pick<Visit, 'second' | 'version' | 'variant'>,
  succeeds: boolean
): number[] {
  const reached: number[] = [];
  let at = second + random.whole(1, 6);
  for (const { step, within, rate } of journeys[journey]) {
    if (reached.length > 0 && !succeeds && !random.chance(findRate(journey, step, rate ?? 0, version, variant))) {
      break;
    }
    reached.push(at);
    // A few are interrupted and come back too late for the step to count.
    at += within !== undefined && random.chance(0.01) ? random.whole(1900, 2500) : random.whole(8, 170);
  }
  return reached;
}

function findRate(
  journey: Journey,
  step: string,
  rate: number,
  version: string | undefined,
  variant: Visit['variant']
): number {
  if (journey === brokenRelease.journey && step === brokenRelease.step && version === brokenRelease.version) {
    return brokenRelease.rate;
  }
  return journey === test.journey && step === test.step && variant === 'B' ? rate + test.effect : rate;
}

/** Days, evenings and some minutes around midnight, never the hour that daylight saving takes or gives. Nothing runs beyond the last day. */
function drawSecond(random: Random, day: Day): number {
  const draw = day === lastDay ? 1 : random.unit();
  const isWeekend = findWeekday(day) % 6 === 0;
  const hour =
    draw < 0.01
      ? random.between(0, 1)
      : draw < 0.03
        ? random.between(23, 24)
        : random.between(isWeekend ? 9 : 6.5, day === lastDay ? 20 : 23);
  return Math.floor(hour * 3600);
}
