import { addMonths, monthOf, startOfMonth, type Day } from './days';
import { type Account, type Customer, type Facts, type Loan } from './read-facts';

/** A value that holds from each of its days to the next. */
interface Line {
  days: Day[];
  cents: number[];
}
const lines = new WeakMap<Account, Line>();

/** Day-end balances: the stated balance nearest to the one before plus the day's postings, else that sum. */
function lineOf(account: Account): Line {
  const known = lines.get(account);
  if (known) {
    return known;
  }
  const line: Line = { days: [], cents: [] };
  let balance = 0;
  for (let index = 0; index < account.postings.length;) {
    const day = account.postings[index]?.day ?? 0;
    const stated: number[] = [];
    for (let posting = account.postings[index]; posting?.day === day; posting = account.postings[++index]) {
      balance += posting.isCredit ? posting.cents : -posting.cents;
      stated.push(...(posting.stated === null ? [] : [posting.stated]));
    }
    const expected = balance;
    balance = stated.reduce(
      (best, each) => (Math.abs(each - expected) <= Math.abs(best - expected) ? each : best),
      stated[0] ?? expected
    );
    line.days.push(day);
    line.cents.push(balance);
  }
  lines.set(account, line);
  return line;
}

/** How many of some ordered days are not after a day. */
export function countUpTo(days: readonly Day[], day: Day): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    [low, high] = (days[middle] ?? 0) <= day ? [middle + 1, high] : [low, middle];
  }
  return low;
}

/** The balance at the end of a day; undefined before the first posting. */
export function balanceAt(account: Account, day: Day): number | undefined {
  const { days, cents } = lineOf(account);
  return cents[countUpTo(days, day) - 1];
}

/** Sum of the day-end balances of the days from one to another. */
export function sumBalances(account: Account, first: Day, last: Day): number {
  return sumLine(lineOf(account), first, last);
}

function sumLine({ days, cents }: Line, first: Day, last: Day): number {
  let sum = 0;
  for (
    let index = Math.max(countUpTo(days, first) - 1, 0);
    index < days.length && (days[index] ?? 0) <= last;
    index++
  ) {
    const [from, until] = [Math.max(days[index] ?? 0, first), Math.min((days[index + 1] ?? Infinity) - 1, last)];
    sum += (cents[index] ?? 0) * Math.max(until - from + 1, 0);
  }
  return sum;
}

const wealthLines = (customer: Customer): Line[] =>
  [...customer.wealth.values()].map((positions) => ({
    days: positions.map(({ day }) => day),
    cents: positions.map(({ cents }) => cents),
  }));

export const wealthAt = (customer: Customer, day: Day): number =>
  wealthLines(customer).reduce((sum, { days, cents }) => sum + (cents[countUpTo(days, day) - 1] ?? 0), 0);

export const depositsAt = (customer: Customer, day: Day): number =>
  customer.accounts.reduce((sum, account) => sum + (balanceAt(account, day) ?? 0), 0);

export const assetsAt = (customer: Customer, day: Day): number => depositsAt(customer, day) + wealthAt(customer, day);

const tiersOf = new WeakMap<Customer, Map<number, string>>();

/** The tier of a month by the mean of the day-end assets of its days from the first to the last with postings; before anything is known the lowest. */
export function tierAt(facts: Facts, customer: Customer | undefined, day: Day): string {
  const lowest = facts.tiers[0]?.tier ?? '';
  const data = facts.postingDays;
  if (!customer || !data || day < startOfMonth(monthOf(data.first))) {
    return lowest;
  }
  const month = Math.min(monthOf(day), monthOf(data.last));
  const known = tiersOf.get(customer) ?? new Map<number, string>();
  tiersOf.set(customer, known);
  const found = known.get(month);
  if (found !== undefined) {
    return found;
  }
  const first = Math.max(startOfMonth(month), data.first);
  const last = Math.min(startOfMonth(month + 1) - 1, data.last);
  const sum =
    customer.accounts.reduce((total, account) => total + sumBalances(account, first, last), 0) +
    wealthLines(customer).reduce((total, line) => total + sumLine(line, first, last), 0);
  const mean = Math.round(sum / (last - first + 1));
  const tier = facts.tiers.findLast(({ from }, index) => index === 0 || mean >= from)?.tier ?? lowest;
  known.set(month, tier);
  return tier;
}

/** The status on a day: as the history says, running before it; today's where there is none. */
export function statusAt(loan: Loan, day: Day): string {
  if (loan.history.length === 0) {
    return loan.status;
  }
  return loan.history.findLast((change) => change.day <= day)?.status ?? 'running';
}

export function owedAt(loan: Loan, day: Day): number {
  const isSettled =
    statusAt(loan, day) === 'paid' && (loan.history.length > 0 || addMonths(loan.granted, loan.months) <= day);
  if (isSettled) {
    return 0;
  }
  const repaid = loan.account.postings
    .filter(
      ({ category, isCredit, day: paid }) =>
        category === 'loan_payment' && !isCredit && paid >= loan.granted && paid <= day
    )
    .reduce((sum, { cents, day: paid }) => {
      const all = loan.account.loans
        .filter(({ granted }) => granted <= paid)
        .reduce((total, { installment }) => total + installment, 0);
      return sum + cents * (all === 0 ? 1 : loan.installment / all);
    }, 0);
  return Math.max(Math.round(loan.principal - repaid), 0);
}

/** A contract that is not finished: neither paid back nor given up. */
export function isHeld(loan: Loan, day: Day): boolean {
  const isFinished = ['paid', 'defaulted'].includes(statusAt(loan, day));
  return (
    loan.granted <= day && !(isFinished && (loan.history.length > 0 || addMonths(loan.granted, loan.months) <= day))
  );
}

export const isOpen = ({ opened, closed }: Account, day: Day): boolean =>
  opened <= day && (closed === null || closed > day);

/** Product lines held on a day. */
export function listLines(customer: Customer, day: Day): string[] {
  const held = {
    deposit: customer.accounts.some((account) => isOpen(account, day)),
    loan: customer.accounts.some(({ loans }) => loans.some((loan) => isHeld(loan, day))),
    card: customer.cards.some(({ issued }) => issued <= day),
    wealth: wealthAt(customer, day) > 0,
  };
  return Object.entries(held).flatMap(([line, has]) => (has ? [line] : []));
}

export const isCustomer = ({ since, closed }: Customer, day: Day): boolean =>
  since <= day && (closed === null || closed > day);

const own = new WeakMap<Customer, Day[]>();

/** Own postings or visits of the mobile bank in the 90 days up to a day. */
export function isActive(customer: Customer, day: Day): boolean {
  let days = own.get(customer);
  if (!days) {
    days = customer.accounts
      .flatMap(({ postings }) => postings.flatMap((posting) => (posting.isOwn ? [posting.day] : [])))
      .concat(customer.visits)
      .sort((a, b) => a - b);
    own.set(customer, days);
  }
  return countUpTo(days, day) > countUpTo(days, day - 90);
}

export const isDigital = ({ visits }: Customer, day: Day): boolean =>
  countUpTo(visits, day) > countUpTo(visits, day - 90);
