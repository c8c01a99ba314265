import { dataDays, placeOf, profileOf } from './bank-views';
import { money, ratio, sum, type Fact, type ViewOracle } from './count-groups';
import { monthOf, startOfMonth, type Day } from './days';
import { assetsAt, countUpTo, depositsAt, isCustomer, listLines, wealthAt } from './holdings';
import { type Customer, type Facts } from './read-facts';

/** Facts that only signals ask for: by customer the days on which something happened. */
export interface SignalFacts {
  complaints: Array<{ who: string; day: Day }>;
  cancelled: Array<{ account: string; day: Day }>;
}

interface Sign {
  signal: string;
  day: Day;
  strength: number;
}

export function countSignals(facts: Facts, more: SignalFacts): ViewOracle {
  const data = dataDays(facts);
  const signs = [...facts.customers.values()].flatMap((customer) =>
    listSigns(facts, customer, more)
      .filter(({ day }) => day >= data.first && day <= data.last && isCustomer(customer, day))
      .map(({ signal, day, strength }) => ({
        ...placeOf(facts, customer.outlet),
        staff_code: customer.staff,
        customer_code: customer.code,
        signal,
        day,
        strength: Math.round(Math.min(strength, 1) * 10_000 + 1e-6) / 10_000,
        signals: 1,
      }))
  );
  return {
    known: [data.first, data.last],
    formulas: { signals: sum('signals'), strength_avg: ratio(sum('strength'), sum('signals')) },
    list: ({ first, last }) => signs.filter(({ day }) => day >= first && day <= last),
  };
}

function listSigns(facts: Facts, customer: Customer, more: SignalFacts): Sign[] {
  const codes = new Set(customer.accounts.map(({ code }) => code));
  return [
    ...listFalls(facts, customer),
    ...listPayEnds(customer),
    ...listLoginGaps(customer),
    ...listTransfers(customer),
    ...listHalves(
      'standing_order_cancelled',
      more.cancelled.filter(({ account }) => codes.has(account)).map(({ day }) => day)
    ),
    ...listHalves('product_closed', listClosed(customer)),
    ...listHalves(
      'complaint',
      more.complaints.filter(({ who }) => who === customer.code).map(({ day }) => day)
    ),
  ];
}

/** Half a point for each on a day. */
function listHalves(signal: string, days: Day[]): Sign[] {
  return [...new Set(days)].map((day) => ({ signal, day, strength: days.filter((each) => each === day).length * 0.5 }));
}

/** Assets at the end of a month at most half of those 90 days before, where these were 500 at least; not again while that goes on. */
function listFalls(facts: Facts, customer: Customer): Sign[] {
  const data = dataDays(facts);
  const fallOn = (day: Day) => {
    const before = assetsAt(customer, day - 90);
    return before >= 50_000 ? 1 - Math.max(assetsAt(customer, day), 0) / before : 0;
  };
  const signs: Sign[] = [];
  for (let month = monthOf(data.first); month <= monthOf(data.last); month++) {
    const day = Math.min(startOfMonth(month + 1) - 1, data.last);
    const goesOn = month > monthOf(data.first) && fallOn(startOfMonth(month) - 1) >= 0.5;
    const strength = fallOn(day);
    if (strength >= 0.5 && !goesOn) {
      signs.push({ signal: 'balance_fall', day, strength });
    }
  }
  return signs;
}

/** No salary for 45 days after one; the longer they came with no such gap, the stronger. */
function listPayEnds(customer: Customer): Sign[] {
  const days = customer.accounts
    .flatMap(({ postings }) =>
      postings.filter(({ category, isCredit }) => category === 'payroll' && isCredit).map(({ day }) => day)
    )
    .sort((a, b) => a - b);
  let begin = days[0] ?? 0;
  return days.flatMap((day, index) => {
    const next = days[index + 1] ?? Infinity;
    if (next <= day + 45) {
      return [];
    }
    const sign = {
      signal: 'salary_stopped',
      day: day + 45,
      strength: (day + 45 - Math.max(begin, customer.since)) / 365,
    };
    begin = next;
    return [sign];
  });
}

/** No visit for 45 days after a day up to which there were four days with visits in 90. */
function listLoginGaps({ visits }: Customer): Sign[] {
  const days = [...new Set(visits)];
  return days.flatMap((day, index) => {
    const count = countUpTo(days, day) - countUpTo(days, day - 90);
    return count >= 4 && (days[index + 1] ?? Infinity) > day + 45
      ? [{ signal: 'login_gap', day: day + 45, strength: count / 12 }]
      : [];
  });
}

/** 500 or more to other banks, together three tenths of what was owned the evening before. */
function listTransfers(customer: Customer): Sign[] {
  const sent = new Map<Day, number>();
  for (const { operation, isCredit, isInternal, bank, cents, day } of customer.accounts.flatMap(
    ({ postings }) => postings
  )) {
    if (operation === 'transfer_out' && !isCredit && !isInternal && bank !== null && cents >= 50_000) {
      sent.set(day, (sent.get(day) ?? 0) + cents);
    }
  }
  return [...sent].flatMap(([day, cents]) => {
    const owned = assetsAt(customer, day - 1);
    return owned > 0 && cents >= 0.3 * owned ? [{ signal: 'large_transfer_out', day, strength: cents / owned }] : [];
  });
}

/** Accounts closed before they were due, and funds of which nothing is left. */
function listClosed(customer: Customer): Day[] {
  return [
    ...customer.accounts.flatMap(({ closed, matures }) =>
      closed !== null && closed < (matures ?? Infinity) ? [closed] : []
    ),
    ...[...customer.wealth.values()].flatMap((positions) =>
      positions.flatMap(({ day, cents }, index) => (cents === 0 && (positions[index - 1]?.cents ?? 0) > 0 ? [day] : []))
    ),
  ];
}

/** Everybody on the last day of the data. */
export function countProfiles(facts: Facts): ViewOracle {
  const { last } = dataDays(facts);
  const ladder = (tier: string) =>
    tier === facts.tiers[0]?.tier ? ['deposit', 'card', 'loan', 'wealth'] : ['deposit', 'card', 'wealth', 'loan'];
  const people = [...facts.customers.values()]
    .filter((customer) => isCustomer(customer, last))
    .map((customer): Fact => {
      const profile = profileOf(facts, customer, last);
      const held = listLines(customer, last);
      return {
        ...profile,
        staff_code: customer.staff,
        consent: customer.consent,
        next_product: ladder(String(profile.tier)).find((line) => !held.includes(line)) ?? 'none',
        customers: 1,
        balance: depositsAt(customer, last),
        aum: depositsAt(customer, last) + wealthAt(customer, last),
      };
    });
  return {
    known: [last, last],
    formulas: { customers: sum('customers'), aum: money('aum'), balance: money('balance') },
    list: () => people,
  };
}
