import { months, openingDay } from '../days';
import { type Household } from '../households/household';
import { planWealthPostings } from '../wealth/wealth-postings';
import { Ledger } from './ledger';
import { planContracts, sumRepaidBefore } from './plan-contracts';
import { planMonth, type Progress } from './plan-month';
import { current } from './posting';

/**
 * Every posting of a household from the opening balance to the last day.
 *
 * @param nextNumber - gives the number of the next transaction
 * @returns lines of core.transaction in the order in which they were booked, in the text format of COPY without the end of line
 */
export function simulateHousehold(household: Household, nextNumber: () => number): string[] {
  const ledger = new Ledger(household, nextNumber);
  const progress: Progress = { household, ledger, target: household.accounts[current].start, dressed: 0 };
  household.accounts.forEach((account, index) => {
    if (account.openedOn <= openingDay) {
      ledger.open(
        openingDay,
        index,
        account.start,
        index === current && household.loan ? sumRepaidBefore(household.loan) : 0
      );
    }
  });
  const { joinedOn, leavesOn = Infinity } = household;
  for (const month of months) {
    if (month.last < joinedOn || month.first > leavesOn) {
      continue;
    }
    const postings = [
      ...planContracts(progress, month),
      ...planWealthPostings(household, month),
      ...planMonth(progress, month),
    ].filter(({ day, account }) => day >= (household.accounts[account]?.openedOn ?? 0) && day < leavesOn);
    // Plans count days from a month's first or from payday, which may lead beyond its last.
    postings.forEach((posting) => (posting.day = Math.min(posting.day, month.last)));
    postings.sort((left, right) => left.day - right.day);
    postings.forEach((posting) => ledger.book(posting));
    if (leavesOn <= month.last) {
      household.accounts.forEach((_account, index) =>
        ledger.book({
          day: leavesOn,
          account: index,
          amount: 0,
          operation: 'transfer_out',
          category: 'closing',
          bank: 'BK07',
          isAll: true,
        })
      );
    }
  }
  return ledger.takeLines();
}
