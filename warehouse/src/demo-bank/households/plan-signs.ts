import { type Day, firstDay, lastDay } from '../days';
import { Random } from '../random';
import { type Behaviour } from './household';

/** What may tell weeks ahead that somebody leaves. */
export interface Signs {
  /** Salaries go to another bank from that day on */
  salaryEndsOn?: Day;
  /** Does not log in from a day on, until another */
  offline?: { from: Day; until: Day };
  /** Standing orders end at the latest then */
  ordersEndOn?: Day;
  /** Shares of the money on current and savings accounts that go to another bank */
  withdrawals: Array<{ day: Day; share: number }>;
  complainsOn?: Day;
}

const streams = { signs: 72 };
const none: Signs = { withdrawals: [] };
const year = 365;

interface Stay {
  behaviour: Behaviour;
  isAffluent: boolean;
  joinedOn: Day;
  leavesOn?: Day;
}

/**
 * Who leaves shows some of the signs 4 to 12 weeks before, hardly anybody all of them. One in a hundred is on the way out on the last day. Of
 * those who stay some show one or two for other reasons: a false alarm.
 */
export function planSigns(seed: number, nr: number, { behaviour, isAffluent, joinedOn, leavesOn }: Stay): Signs {
  const random = new Random(seed, streams.signs, nr);
  if (leavesOn !== undefined) {
    return planFarewell(random, behaviour, leavesOn);
  }
  const from = Math.max(firstDay, joinedOn + 60);
  if (from > lastDay - 60 || behaviour === 'dormant') {
    return none;
  }
  const draw = random.unit();
  if (draw < 0.01) {
    return planFarewell(random, behaviour, lastDay + random.whole(1, 40));
  }
  const alarmShare = (0.07 * (lastDay - from)) / year;
  return draw < 0.01 + alarmShare
    ? planAlarm(random, behaviour, isAffluent, from + random.whole(0, lastDay - from - 5))
    : none;
}

function planFarewell(random: Random, behaviour: Behaviour, leavesOn: Day): Signs {
  const from = leavesOn - random.whole(28, 84);
  const weeks = Math.floor((leavesOn - from) / 7);
  const fades = random.chance(0.6);
  const share = random.between(0.12, 0.3);
  const withdrawals = fades
    ? Array.from({ length: Math.floor(weeks / 2) }, (_unused, index) => ({ day: from + 4 + index * 14, share }))
    : [];
  if (random.chance(0.5)) {
    withdrawals.push({ day: from + random.whole(6, weeks * 7 - 7), share: random.between(0.5, 0.75) });
  }
  const salaryEndsOn = from + random.whole(0, 14);
  const ordersEndOn = from + random.whole(3, 21);
  const offlineFrom = from + random.whole(0, 14);
  const complainsOn = from + random.whole(-10, 14);
  return {
    ...(behaviour === 'salaried' && random.chance(0.7) && { salaryEndsOn }),
    ...(random.chance(0.65) && { offline: { from: offlineFrom, until: leavesOn } }),
    ...(random.chance(0.65) && { ordersEndOn }),
    ...(random.chance(0.35) && { complainsOn }),
    withdrawals,
  };
}

/** A holiday, a house that is bought, a new supplier, a bad day at the counter, and now and then a new employer's bank. */
function planAlarm(random: Random, behaviour: Behaviour, isAffluent: boolean, day: Day): Signs {
  // Large savers that move half of their money without leaving would drown what outlets gain or lose in a month.
  const last = isAffluent ? 2 : 3;
  const kinds = random.chance(0.3) ? [random.whole(0, last), random.whole(0, last)] : [random.whole(0, last)];
  const salary = behaviour === 'salaried' && random.chance(0.08);
  return {
    ...(kinds.includes(0) && { offline: { from: day, until: day + random.whole(60, 110) } }),
    ...(kinds.includes(1) && { ordersEndOn: day + 5 }),
    ...(kinds.includes(2) && { complainsOn: day }),
    ...(salary && { salaryEndsOn: day }),
    withdrawals: kinds.includes(3) ? [{ day, share: random.between(0.3, 0.55) }] : [],
  };
}
