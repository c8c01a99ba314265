import { money, ratio, sum, type Fact, type Span, type ViewOracle } from './count-groups';
import { bandOf, monthOf, startOfMonth, type Day } from './days';
import {
  assetsAt,
  balanceAt,
  countUpTo,
  isActive,
  isCustomer,
  isOpen,
  listLines,
  owedAt,
  statusAt,
  sumBalances,
  tierAt,
} from './holdings';
import { type Account, type Card, type Customer, type Facts } from './read-facts';

/** Region and names of an outlet. */
export function placeOf(facts: Facts, code: string | null | undefined): Fact {
  const outlet = facts.outlets.get(code ?? '');
  return {
    outlet_code: code ?? null,
    outlet: outlet?.name ?? null,
    region_code: outlet?.region ?? null,
    region: outlet?.regionName ?? null,
  };
}

export const lastOf = (days: ReadonlyArray<Day | null | undefined>): Day =>
  days.reduce<Day>((last, day) => Math.max(last, day ?? -Infinity), -Infinity);
export const firstOf = (days: ReadonlyArray<Day | null | undefined>): Day =>
  days.reduce<Day>((first, day) => Math.min(first, day ?? Infinity), Infinity);

/** The days of deposits: from the first to the last posting or stated balance. */
export function dataDays(facts: Facts): { first: Day; last: Day } {
  const stated = facts.stated.map(({ day }) => day);
  return {
    first: firstOf([facts.postingDays?.first, ...stated]),
    last: lastOf([facts.postingDays?.last, ...stated]),
  };
}

export function countDeposits(facts: Facts): ViewOracle {
  const data = dataDays(facts);
  const series = listSeries(facts);
  const placed = (account: Account, day: Day): Fact => ({
    ...placeOf(facts, account.outlet),
    product: account.product,
    tier: tierAt(facts, account.owner, day),
  });
  const average: ViewOracle['formulas'][string] = (rows) => {
    const days = Number(rows.find((row) => row.days !== undefined)?.days);
    const total = sum('balance_days')(rows);
    return total === null ? null : total / 100 / days;
  };
  return {
    known: [data.first, data.last],
    formulas: {
      balance_end: money('balance'),
      balance_avg_daily: average,
      credits: money('credits'),
      debits: money('debits'),
      net_inflow: money('net'),
      accounts: sum('accounts'),
    },
    list: ({ first, last, isEverything }) => [
      ...facts.accounts.flatMap((account) => [
        { ...placed(account, last), balance: balanceAt(account, last) ?? 0, days: last - first + 1 },
        ...listMonths(first, last).map(([from, to]) => ({
          ...placed(account, to),
          balance_days: sumBalances(account, from, to),
          days: last - first + 1,
        })),
        ...account.postings
          .filter(({ day }) => day >= first && day <= last)
          .map(({ day, isCredit, isInternal, cents }) => ({
            ...placed(account, day),
            credits: isCredit ? cents : 0,
            debits: isCredit ? 0 : cents,
            net: isInternal ? 0 : isCredit ? cents : -cents,
          })),
        {
          ...placed(account, last),
          accounts: Number(isEverything ? account.closed === null : isOpen(account, last)),
        },
      ]),
      ...listStated(facts, series, { first, last, isEverything }),
    ],
  };
}

/** The balances that a source states, by outlet and product, in the order of their days. */
function listSeries(facts: Facts): Array<Facts['stated']> {
  const series = new Map<string, Facts['stated']>();
  for (const each of facts.stated) {
    const key = `${each.outlet} ${each.product}`;
    const line = series.get(key);
    if (line) {
      line.push(each);
    } else {
      series.set(key, [each]);
    }
  }
  return [...series.values()];
}

/** Such a balance holds until the next one. */
function listStated(facts: Facts, series: Array<Facts['stated']>, { first, last }: Span): Fact[] {
  return series.flatMap((line) => {
    const balance = line.findLast(({ day }) => day <= last)?.cents;
    const days = line.reduce((total, { day, cents }, index) => {
      const until = Math.min((line[index + 1]?.day ?? Infinity) - 1, last);
      return total + cents * Math.max(until - Math.max(day, first) + 1, 0);
    }, 0);
    const [head] = line;
    return head && balance !== undefined
      ? [
          {
            ...placeOf(facts, head.outlet),
            product: head.product,
            tier: 'unknown',
            balance,
            balance_days: days,
            days: last - first + 1,
          },
        ]
      : [];
  });
}

function listMonths(first: Day, last: Day): Array<[Day, Day]> {
  const months: Array<[Day, Day]> = [];
  for (let month = monthOf(first); month <= monthOf(last); month++) {
    months.push([Math.max(first, startOfMonth(month)), Math.min(last, startOfMonth(month + 1) - 1)]);
  }
  return months;
}

/** Dimensions of a customer on a day. */
export function profileOf(facts: Facts, customer: Customer, day: Day): Fact {
  return {
    ...placeOf(facts, customer.outlet),
    tier: tierAt(facts, customer, day),
    segment: customer.segment,
    sex: customer.sex,
    age_band: bandOf(customer.birth, day),
  };
}

/** First and last day of what is known of customers. */
export function customerDays(facts: Facts): [Day, Day] {
  const customers = [...facts.customers.values()];
  return [
    firstOf(customers.map(({ since }) => since)),
    lastOf([
      ...customers.flatMap(({ since, closed }) => [since, closed]),
      ...facts.accounts.flatMap(({ opened, closed }) => [opened, closed]),
      ...facts.loans.map(({ granted }) => granted),
      ...facts.accounts.flatMap(({ cards }) => cards.map(({ issued }) => issued)),
      dataDays(facts).last,
    ]),
  ];
}

export function countCustomers(facts: Facts): ViewOracle {
  const data = dataDays(facts);
  return {
    known: customerDays(facts),
    formulas: {
      customers: sum('customers'),
      active_customers: sum('active'),
      new_customers: sum('new'),
      products_per_customer: ratio(sum('lines'), sum('active')),
      aum: money('aum'),
    },
    list: ({ first, last, isEverything }) =>
      [...facts.customers.values()]
        .filter((customer) => isCustomer(customer, last))
        .map((customer) => {
          const reaches = isEverything || first <= data.last;
          const active = isActive(customer, Math.min(last, data.last));
          return {
            ...profileOf(facts, customer, last),
            customers: 1,
            active: reaches ? Number(active) : null,
            lines: reaches && active ? listLines(customer, last).length : reaches ? 0 : null,
            new: Number(isEverything || customer.since >= first),
            aum: reaches ? assetsAt(customer, last) : null,
          };
        }),
  };
}

export function countLoans(facts: Facts): ViewOracle {
  return {
    known: [
      firstOf(facts.loans.map(({ granted }) => granted)),
      lastOf([
        ...facts.loans.flatMap(({ granted, history }) => [granted, ...history.map(({ day }) => day)]),
        dataDays(facts).last,
      ]),
    ],
    formulas: {
      loans: sum('loans'),
      principal: money('principal'),
      outstanding: money('owed'),
      npl_share: ratio(sum('bad'), sum('owed')),
      new_loans: sum('new'),
      new_principal: money('new_principal'),
    },
    list: ({ first, last, isEverything }) =>
      facts.loans
        .filter(({ granted }) => granted <= last)
        .flatMap((loan): Fact[] => {
          const where = { ...placeOf(facts, loan.account.outlet), product: loan.product };
          const [status, owed] = [statusAt(loan, last), owedAt(loan, last)];
          const bad = ['defaulted', 'arrears'].includes(status) ? owed : 0;
          const standing = { ...where, status, loans: 1, principal: loan.principal, owed, bad };
          const granted = { ...where, status: statusAt(loan, loan.granted), new: 1, new_principal: loan.principal };
          return isEverything || loan.granted >= first ? [standing, granted] : [standing];
        }),
  };
}

/** The card that a use counts for: the last one issued on the account by that day. */
const usedCard = (account: Account, day: Day): Card | undefined =>
  account.cards.findLast(({ issued }) => issued <= day);

export function countCards(facts: Facts): ViewOracle {
  const data = dataDays(facts);
  const uses = new Map<string, Array<{ day: Day; cents: number }>>();
  for (const account of facts.accounts.filter(({ cards }) => cards.length > 0)) {
    for (const { operation, day, cents } of account.postings) {
      const card = operation === 'card_withdrawal' ? usedCard(account, day) : undefined;
      if (card) {
        uses.set(card.code, [...(uses.get(card.code) ?? []), { day, cents }]);
      }
    }
  }
  const cards = facts.accounts.flatMap((account) => account.cards);
  return {
    known: [firstOf(cards.map(({ issued }) => issued)), lastOf([...cards.map(({ issued }) => issued), data.last])],
    formulas: { cards: sum('cards'), active_cards: sum('active'), spend: money('spend') },
    list: ({ first, last, isEverything }) =>
      cards
        .filter(({ issued }) => issued <= last)
        .map((card) => {
          const of = uses.get(card.code) ?? [];
          const days = of.map(({ day }) => day);
          const end = Math.min(last, data.last);
          const reaches = isEverything || first <= data.last;
          return {
            ...placeOf(facts, card.account.outlet),
            product: card.product,
            cards: 1,
            active: reaches ? Number(countUpTo(days, end) > countUpTo(days, end - 90)) : null,
            spend: reaches
              ? of.reduce((total, { day, cents }) => total + (day >= first && day <= last ? cents : 0), 0)
              : null,
          };
        }),
  };
}
