import { type Day, type Month, openingDay, toText } from '../days';
import { type PlannedAccount, type PlannedLoan } from '../households/household';
import { payOn } from '../households/plan-loan';
import { savingsRate } from '../households/rates';
import { planted } from '../planted';
import { itemAt } from '../random';
import { type Progress } from './plan-month';
import { current, otherBanks, type Posting } from './posting';

const yearlyFee = 2_400;
/** Cents on a savings account from which on somebody can be asked for a favour at the quarter's end. */
const dressedFrom = 1_500_000;
const year = 365;

/** What accounts and loans bring in a month: openings, interest, fees, maturities, repayments, and what a large saver moves. */
export function planContracts(progress: Progress, month: Month): Posting[] {
  const { household } = progress;
  const postings = household.accounts.flatMap((account, index) => planAccount(progress, account, index, month));
  if (household.loan) {
    postings.push(...planLoanPostings(household.loan, month));
  }
  postings.push(...planWithdrawals(progress, month));
  const { behaviour } = household;
  if (
    (behaviour === 'occasional' || behaviour === 'dormant') &&
    month.number === Number(toText(household.joinedOn).slice(5, 7))
  ) {
    postings.push({
      day: itemAt(month.workingDays, 1),
      account: current,
      amount: -yearlyFee,
      operation: 'booking',
      category: 'statement_fee',
      isByBank: true,
    });
  }
  return postings;
}

function planAccount(progress: Progress, account: PlannedAccount, index: number, month: Month): Posting[] {
  const opening = isWithin(account.openedOn, month) ? planOpening(progress, account, index) : [];
  if (account.openedOn > month.last) {
    return opening;
  }
  if (account.product === 'term') {
    return [...opening, ...planMaturity(progress, account, index, month)];
  }
  return account.product === 'savings' ? [...opening, ...planSavings(progress, index, month)] : opening;
}

function planOpening(
  { household, ledger }: Progress,
  { product, openedOn, start }: PlannedAccount,
  index: number
): Posting[] {
  const savings = household.accounts.findIndex(
    (account) => account.product === 'savings' && account.openedOn < openedOn
  );
  const renews = product === 'term' && household.accounts.some(({ term, endsOn }) => term && endsOn === openedOn - 1);
  if (renews || (product === 'term' && savings > 0 && ledger.balance(savings) > start)) {
    return [
      {
        day: openedOn,
        account: Math.max(savings, current),
        amount: -start,
        operation: 'transfer_out',
        category: 'term_deposit',
        other: index,
        isFirm: true,
      },
    ];
  }
  return [
    {
      day: openedOn,
      account: index,
      amount: start,
      operation: 'transfer_in',
      category: 'own_funds',
      bank: household.random.pick(otherBanks),
    },
  ];
}

function planMaturity({ household }: Progress, account: PlannedAccount, index: number, month: Month): Posting[] {
  const { endsOn, openedOn, start, term } = account;
  if (endsOn === undefined || !isWithin(endsOn, month) || endsOn === household.leavesOn) {
    return [];
  }
  const interest = Math.round((start * (term?.rate ?? 0) * (endsOn - openedOn)) / year);
  const savings = household.accounts.findIndex(
    ({ product, openedOn: since }) => product === 'savings' && since < endsOn
  );
  return [
    { day: endsOn, account: index, amount: interest, operation: 'booking', category: 'interest', isByBank: true },
    {
      day: endsOn,
      account: index,
      amount: 0,
      operation: 'transfer_out',
      category: 'term_deposit',
      other: Math.max(savings, current),
      isAll: true,
    },
  ];
}

function planSavings(progress: Progress, index: number, month: Month): Posting[] {
  const { household } = progress;
  const { random, outlet, owner } = household;
  const postings: Posting[] = [];
  if (owner.segment === 'affluent' && random.chance(0.25)) {
    const share = random.between(-0.05, 0.05) + 0.005 * outlet.thrift;
    const day = month.first + random.whole(3, 24);
    const bank = random.pick(otherBanks);
    postings.push(
      share > 0
        ? {
            day,
            account: index,
            amount: share,
            operation: 'transfer_in',
            category: 'from_other_bank',
            bank,
            isShare: true,
          }
        : {
            day,
            account: index,
            amount: share,
            operation: 'transfer_out',
            category: 'to_other_bank',
            bank,
            isShare: true,
          }
    );
  }
  if (outlet.code === planted.failing.outlet && month.first >= planted.failing.from && random.chance(0.42)) {
    postings.push({
      day: month.first + random.whole(3, 24),
      account: index,
      amount: -0.065,
      operation: 'transfer_out',
      category: 'to_other_bank',
      bank: 'BK07',
      isShare: true,
    });
  }
  postings.push(...planDressing(progress, index, month));
  if (month.number % 6 === 0) {
    postings.push({
      day: month.last,
      account: index,
      amount: savingsRate / 2,
      operation: 'booking',
      category: 'interest',
      isByBank: true,
      isShare: true,
    });
  }
  return postings;
}

/** Money that is there at the quarter's end only. */
function planDressing(progress: Progress, index: number, month: Month): Posting[] {
  const { household, ledger } = progress;
  const { outlets, share } = planted.dressing;
  if (
    household.leavesOn !== undefined ||
    (ledger.balance(index) < dressedFrom && progress.dressed === 0) ||
    !outlets.some((code) => code === household.outlet.code)
  ) {
    return [];
  }
  const common = { account: index, bank: 'BK03', category: 'quarter_end' };
  if (month.number % 3 === 0) {
    const amount = Math.round((ledger.balance(index) * share) / 10_000) * 10_000;
    progress.dressed = amount;
    return [
      { ...common, day: itemAt(month.workingDays, month.workingDays.length - 3), amount, operation: 'transfer_in' },
    ];
  }
  const amount = progress.dressed;
  progress.dressed = 0;
  return amount > 0
    ? [{ ...common, day: itemAt(month.workingDays, 2), amount: -amount, operation: 'transfer_out' }]
    : [];
}

/** What goes to another bank before somebody leaves, or for other reasons. */
function planWithdrawals({ household }: Progress, month: Month): Posting[] {
  const { accounts, signs, owner } = household;
  const bank = itemAt(otherBanks, Number(owner.code.slice(1)) % otherBanks.length);
  return signs.withdrawals
    .filter(({ day }) => isWithin(day, month))
    .flatMap(({ day, share }) =>
      accounts.flatMap(({ product }, account): Posting[] =>
        product === 'term'
          ? []
          : [
              {
                day,
                account,
                amount: -share,
                operation: 'transfer_out',
                category: 'to_other_bank',
                bank,
                isShare: true,
              },
            ]
      )
    );
}

function planLoanPostings(loan: PlannedLoan, month: Month): Posting[] {
  const postings: Posting[] = [];
  if (isWithin(loan.grantedOn, month)) {
    postings.push({
      day: loan.grantedOn,
      account: current,
      amount: loan.principal,
      operation: 'transfer_in',
      category: 'loan_disbursement',
      isByBank: true,
    });
    postings.push({
      day: Math.min(month.last, loan.grantedOn + 2),
      account: current,
      amount: -loan.principal,
      operation: 'transfer_out',
      category: 'purchase',
      bank: 'BK05',
    });
  }
  for (let payment = 1; payment <= loan.payments; payment += 1) {
    const day = payOn(loan, payment);
    if (isWithin(day, month)) {
      postings.push({
        day,
        account: current,
        amount: -loan.installment,
        operation: 'direct_debit',
        category: 'loan_payment',
        isFirm: true,
      });
    }
  }
  return postings;
}

/** Cents of a loan that were paid back before the data begins. */
export function sumRepaidBefore(loan: PlannedLoan): number {
  let payments = 0;
  while (payments < loan.payments && payOn(loan, payments + 1) <= openingDay) {
    payments += 1;
  }
  return payments * loan.installment;
}

function isWithin(day: Day, { first, last }: Month): boolean {
  return day >= first && day <= last;
}
