import { type Day, lastDay } from '../days';
import { type PlannedLoan } from './household';
import { arrearsFrom, payLoanOn } from './plan-loan';

export interface LoanStatusChange {
  day: Day;
  status: PlannedLoan['status'];
  daysPastDue: number;
}

/** Days past due at which a loan in arrears is looked at again. */
const reviews = [arrearsFrom, 60, 90, 180];

/** Status of a loan from the day it was granted: in arrears from the thirtieth day after the first payment that was missed, until all is caught up. */
export function listStatusChanges(loan: PlannedLoan): LoanStatusChange[] {
  const { grantedOn, late, payments, status, termMonths } = loan;
  const changes: LoanStatusChange[] = [{ day: grantedOn, status: 'running', daysPastDue: 0 }];
  if (late) {
    const caughtUpOn = payLoanOn(loan, late.payment + late.months);
    changes.push(...listArrears(payLoanOn(loan, late.payment), caughtUpOn));
    changes.push({ day: caughtUpOn, status: 'running', daysPastDue: 0 });
  }
  const isFinished = status === 'paid' || status === 'defaulted';
  const endsOn = isFinished ? payLoanOn(loan, termMonths) : lastDay + 1;
  const missedOn = payLoanOn(loan, payments + 1);
  if (status === 'arrears' || status === 'defaulted') {
    changes.push(...listArrears(missedOn, endsOn));
  }
  if (isFinished) {
    changes.push({ day: endsOn, status, daysPastDue: status === 'paid' ? 0 : endsOn - missedOn });
  }
  return changes;
}

function listArrears(missedOn: Day, before: Day): LoanStatusChange[] {
  return reviews
    .filter((days) => missedOn + days < before)
    .map((days) => ({ day: missedOn + days, status: 'arrears', daysPastDue: days }));
}
