import { addMonths, type Day, lastDay } from '../days';
import { type DemoOutlet } from '../network/build-network';
import { Random } from '../random';
import { type PlannedLoan } from './household';
import { type Stay } from './plan-accounts';

const streams = { late: 77 };
const terms = { personal_loan: [24, 36, 48, 60], mortgage: [180, 240, 300] };

/** At most one loan, paid from the current account. Installments are principal / term: interest is not part of the demo bank. */
export function planLoan(random: Random, nr: number, stay: Stay, outlet: DemoOutlet): PlannedLoan | undefined {
  const { behaviour, income, leavesOn, joinedOn } = stay;
  // Who leaves has paid before; those loans are history and left out.
  if (leavesOn !== undefined || !['salaried', 'self_employed', 'pensioner'].includes(behaviour)) {
    return undefined;
  }
  const product = behaviour !== 'pensioner' && random.chance(0.13) ? 'mortgage' : 'personal_loan';
  if (product === 'personal_loan' && !random.chance(behaviour === 'pensioner' ? 0.1 : 0.26)) {
    return undefined;
  }
  const termMonths = random.pick(terms[product]);
  const share = product === 'mortgage' ? random.between(0.2, 0.32) : random.between(0.06, 0.17);
  const installment = Math.round((income * share) / 1000) * 1000;
  const earliest = Math.max(joinedOn + 30, addMonths(lastDay, -Math.min(termMonths + 18, 220)));
  const latest = lastDay - 3;
  if (installment <= 0 || earliest >= latest) {
    return undefined;
  }
  const grantedOn = earliest + Math.floor(random.unit() ** 1.3 * (latest - earliest));
  const due = countPayments(grantedOn, termMonths);
  const isFinished = due === termMonths;
  // Small incomes and self-employed people miss payments more often.
  const risk = outlet.risk * (behaviour === 'self_employed' ? 1.8 : 1) * (income < 130_000 ? 1.7 : 0.8);
  const goesWrong = due > 4 && random.chance(Math.min(0.6, 0.028 * risk));
  const missed = goesWrong ? Math.min(due, random.whole(3, 9)) : 0;
  return {
    code: `L${String(nr).padStart(7, '0')}`,
    product,
    grantedOn,
    principal: installment * termMonths,
    termMonths,
    installment,
    status: isFinished ? (goesWrong ? 'defaulted' : 'paid') : goesWrong ? 'arrears' : 'running',
    payments: due - missed,
  };
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

/** A loan some of whose payments came late, where it happens. */
export function missSome(loan: PlannedLoan, seed: number, nr: number, outlet: DemoOutlet): PlannedLoan {
  const random = new Random(seed, streams.late, nr);
  const months = random.whole(2, 3);
  const last = loan.payments - months - 1;
  return last >= 2 && random.chance(Math.min(0.35, 0.07 * outlet.risk))
    ? { ...loan, late: { payment: random.whole(2, last), months } }
    : loan;
}

function countPayments(grantedOn: Day, termMonths: number): number {
  let count = 0;
  while (count < termMonths && payLoanOn({ grantedOn }, count + 1) <= lastDay) {
    count += 1;
  }
  return count;
}
