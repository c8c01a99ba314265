import { lastDay } from '../days';
import { planBank } from '../parts/part';
import { listStatusChanges } from './loan-history';
import { type PlannedLoan } from './household';
import { payLoanOn, payOn } from './plan-loan';

function countPayments(loan: PlannedLoan, day: number, on: typeof payOn): number {
  let count = 0;
  while (count < loan.termMonths && on(loan, count + 1) <= day) {
    count += 1;
  }
  return count;
}

describe("a loan's history", () => {
  const loans = [...planBank(6, 3).listHouseholds()].flatMap(({ loan }) => (loan ? [loan] : []));

  it('begins on the day it was granted, goes forward and ends with what the loan is', () => {
    for (const loan of loans) {
      const changes = listStatusChanges(loan);
      expect(changes[0]).toEqual({ day: loan.grantedOn, status: 'running', daysPastDue: 0 });
      const days = changes.map(({ day }) => day);
      expect(days).toEqual([...new Set(days)].sort((left, right) => left - right));
      expect(days.at(-1)).toBeLessThanOrEqual(lastDay);
      expect(changes.at(-1)?.status).toBe(loan.status);
    }
    expect(new Set(loans.map(({ status }) => status)).size).toBe(4);
  });

  it('is in arrears when payments are due that were not made, by as many days as it says', () => {
    for (const loan of loans) {
      for (const { day, status, daysPastDue } of listStatusChanges(loan)) {
        const paid = Math.min(loan.payments, countPayments(loan, day, payOn));
        const due = countPayments(loan, day, payLoanOn);
        if (status === 'arrears' || status === 'defaulted') {
          expect(payLoanOn(loan, paid + 1)).toBe(day - daysPastDue);
        } else {
          expect([loan.code, paid]).toEqual([loan.code, due]);
        }
      }
    }
    expect(loans.filter(({ late }) => late).length).toBeGreaterThan(loans.length * 0.03);
  });
});
