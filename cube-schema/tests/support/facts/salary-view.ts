import { dataDays, placeOf } from './bank-views';
import { distinct, money, ratio, sum, type ViewOracle } from './count-groups';
import { monthOf, type Day } from './days';
import { depositsAt, isActive, isCustomer } from './holdings';
import { type Account, type Facts } from './read-facts';

interface Salary {
  account: Account;
  day: Day;
  cents: number;
  employer: string;
}

export function countSalary(facts: Facts): ViewOracle {
  const data = dataDays(facts);
  const salaries = listSalaries(facts);
  return {
    known: [data.first, data.last],
    formulas: {
      salary_inflow: money('amount'),
      payroll_customers: distinct('paid'),
      payroll_penetration: ratio(distinct('paid'), distinct('active')),
      stickiness_30d: ratio(sum('kept'), sum('kept_of')),
    },
    list: ({ first, last }) => [
      ...salaries
        .filter(({ day }) => day >= first && day <= last)
        .map(({ account, day, cents, employer }) => {
          const isKnown = account.owner !== undefined && day + 30 <= data.last;
          const left = account.owner ? depositsAt(account.owner, day + 30) : 0;
          return {
            ...placeOf(facts, account.outlet),
            employer,
            amount: cents,
            kept: isKnown ? Math.max(Math.min(cents, left), 0) : null,
            kept_of: isKnown ? cents : null,
          };
        }),
      ...salaries
        .filter(({ day }) => day > last - 45 && day <= last)
        .flatMap(({ account: { owner }, employer }) =>
          owner && isCustomer(owner, last) ? [{ ...placeOf(facts, owner.outlet), employer, paid: owner.code }] : []
        ),
      ...[...facts.customers.values()]
        .filter((customer) => isCustomer(customer, last) && isActive(customer, last))
        .map(({ code, outlet }) => ({ ...placeOf(facts, outlet), active: code })),
    ],
  };
}

/** Credits of category payroll; without any those of one payer in three months in a row or more, once or twice in each. */
function listSalaries(facts: Facts): Salary[] {
  const credits = facts.accounts.flatMap((account) =>
    account.postings
      .filter(({ isCredit }) => isCredit)
      .map((posting) => ({ ...posting, account, employer: facts.employers.get(posting.payer ?? '') ?? 'unknown' }))
  );
  const stated = credits.filter(({ category }) => category === 'payroll');
  if (stated.length > 0) {
    return stated;
  }
  const byPayer = new Map<string, typeof credits>();
  for (const credit of credits.filter(
    ({ category, isInternal, payer }) => category === null && !isInternal && payer !== null
  )) {
    const key = JSON.stringify([credit.account.code, credit.bank, credit.payer]);
    byPayer.set(key, [...(byPayer.get(key) ?? []), credit]);
  }
  return [...byPayer.values()].flatMap((of) => {
    const isRegular = (month: number) => {
      const count = of.filter(({ day }) => monthOf(day) === month).length;
      return count === 1 || count === 2;
    };
    return of.filter(({ day }) => {
      const month = monthOf(day);
      return [-2, -1, 0].some((start) => [0, 1, 2].every((step) => isRegular(month + start + step)));
    });
  });
}
