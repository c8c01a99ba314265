import { addMonths, type Day, lastDay } from '../days';
import { type DemoOutlet } from '../network/build-network';
import { planted } from '../planted';
import { Random } from '../random';
import { type PlannedLoan } from './household';
import { type Stay } from './plan-accounts';

const streams = { loan: 77 };
const terms = { personal_loan: [12, 24, 24, 36, 48, 60], mortgage: [180, 240, 300] };
/** Loans that ended so long ago are left out. */
const monthsAfter = 18;
const longestMonths = 220;
/** Share of the loans that fall into arrears in a year, by how many months back, and for how many of them. */
const arrearsOfYear = 0.042;
const arrearsWithin = 60;
const arrearsMonths = [3, 16] as const;
/** Days past due from which a loan is in arrears. */
export const arrearsFrom = 30;

/** At most one loan, paid from the current account. Installments are principal / term: interest is not part of the demo bank. */
export function planLoan(seed: number, nr: number, stay: Stay, outlet: DemoOutlet): PlannedLoan | undefined {
  const { behaviour, income, leavesOn, joinedOn } = stay;
  // Who leaves has paid before; those loans are history and left out.
  if (leavesOn !== undefined || !['salaried', 'self_employed', 'pensioner'].includes(behaviour)) {
    return undefined;
  }
  const random = new Random(seed, streams.loan, nr);
  const { risky } = planted;
  const isRisky = outlet.code === risky.outlet;
  const product = behaviour !== 'pensioner' && random.chance(0.24) ? 'mortgage' : 'personal_loan';
  const share = (behaviour === 'pensioner' ? 0.3 : 0.58) * (isRisky ? risky.lends : 1);
  if (product === 'personal_loan' && !random.chance(share)) {
    return undefined;
  }
  const termMonths = random.pick(terms[product]);
  const part = product === 'mortgage' ? random.between(0.2, 0.32) : random.between(0.06, 0.17);
  const installment = Math.round((income * part) / 1000) * 1000;
  // As likely on any day: neither new lending nor what is outstanding runs away in the data.
  const earliest = addMonths(lastDay, -Math.min(termMonths + monthsAfter, longestMonths));
  const grantedOn = earliest + Math.floor(random.unit() * (lastDay - earliest));
  if (installment <= 0 || grantedOn <= joinedOn + 30) {
    return undefined;
  }
  const due = countPayments(grantedOn, termMonths);
  const loan = {
    code: `L${String(nr).padStart(7, '0')}`,
    product,
    grantedOn,
    principal: installment * termMonths,
    termMonths,
    installment,
  } as const;
  const isFinished = due === termMonths;
  const risk = outlet.risk * (behaviour === 'self_employed' ? 1.8 : 1) * (income < 130_000 ? 1.5 : 0.8);
  const missed = missSome(random, due, termMonths, risk, isRisky ? risky.extraMonths : 0);
  if (!missed) {
    return { ...loan, status: isFinished ? 'paid' : 'running', payments: due };
  }
  const caughtUpWith = missed.payment + missed.months;
  if (caughtUpWith <= due && caughtUpWith < termMonths) {
    return { ...loan, status: isFinished ? 'paid' : 'running', payments: due, late: missed };
  }
  const isRecent = payLoanOn(loan, missed.payment) + arrearsFrom > lastDay;
  return {
    ...loan,
    status: isFinished ? 'defaulted' : isRecent ? 'running' : 'arrears',
    payments: missed.payment - 1,
  };
}

/**
 * A row of payments that are missed, as likely at any time of the last years. Small incomes and self-employed people miss them more often.
 *
 * @param due - payments due by the last day of the data
 */
function missSome(
  random: Random,
  due: number,
  termMonths: number,
  risk: number,
  extraMonths: number
): { payment: number; months: number } | undefined {
  const first = Math.max(2, due - arrearsWithin + 1);
  const last = Math.min(due, termMonths - 2);
  const share = Math.min(0.9, (arrearsOfYear / 12) * risk * (last - first + 1));
  return last >= first && random.chance(share)
    ? {
        payment: random.whole(first, last),
        months: random.whole(arrearsMonths[0] + extraMonths, arrearsMonths[1] + extraMonths),
      }
    : undefined;
}

/** Day of a payment, 1 being the first one, a month after the loan was granted. */
export function payLoanOn({ grantedOn }: Pick<PlannedLoan, 'grantedOn'>, payment: number): Day {
  return addMonths(grantedOn, payment);
}

/** Day on which a payment was made; one that was missed for a while comes with the next ones. */
export function payOn(loan: Pick<PlannedLoan, 'grantedOn' | 'late'>, payment: number): Day {
  const { late } = loan;
  const isLate = late && payment >= late.payment && payment < late.payment + late.months;
  return payLoanOn(loan, isLate ? late.payment + late.months : payment);
}

function countPayments(grantedOn: Day, termMonths: number): number {
  let count = 0;
  while (count < termMonths && payLoanOn({ grantedOn }, count + 1) <= lastDay) {
    count += 1;
  }
  return count;
}
