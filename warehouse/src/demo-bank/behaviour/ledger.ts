import { type Day, toText } from '../days';
import { type Household } from '../households/household';
import { itemAt } from '../random';
import { current, type Posting } from './posting';

const smallest = 100;

/** Books a household's postings in the order of their days, keeps every balance at 0 or above, and writes a line of core.transaction for each. */
export class Ledger {
  readonly balances: number[];
  private readonly lines: string[] = [];

  constructor(
    private readonly household: Household,
    /** Gives the number of the next transaction */
    private readonly nextNumber: () => number
  ) {
    this.balances = household.accounts.map(() => 0);
  }

  balance(account: number): number {
    return this.balances[account] ?? 0;
  }

  /** The lines since the last call. */
  takeLines(): string[] {
    return this.lines.splice(0);
  }

  book(posting: Posting): void {
    const { account, other } = posting;
    const there = this.balance(account);
    let amount = posting.isAll ? -there : posting.isShare ? Math.round(posting.amount * there) : posting.amount;
    if (posting.isFirm && amount < 0 && there < -amount) {
      this.write({
        ...posting,
        amount: Math.ceil((-amount - there) / smallest) * smallest,
        operation: 'transfer_in',
        category: 'own_funds',
        bank: 'BK09',
      });
    } else {
      amount = Math.max(amount, -there);
    }
    if (amount === 0 || (Math.abs(amount) < smallest && !posting.isAll && !posting.isByBank)) {
      return;
    }
    this.write({ ...posting, amount });
    if (other !== undefined) {
      this.write({
        ...posting,
        account: other,
        amount: -amount,
        operation: amount < 0 ? 'transfer_in' : 'transfer_out',
      });
    }
  }

  /** What the account holds when the data begins: no inflow, so it counts as internal. */
  open(day: Day, account: number, balance: number, repaid: number): void {
    const common = { day, account, operation: 'booking', isByBank: true, other: account } as const;
    this.write({ ...common, amount: balance + repaid, category: 'opening_balance' });
    if (repaid > 0) {
      this.write({ ...common, account: current, amount: -repaid, category: 'loan_payment' });
    }
  }

  private write(posting: Posting): void {
    const { day, account, amount, operation, category, bank, counterparty, isByBank, other } = posting;
    const balance = this.balance(account) + amount;
    this.balances[account] = balance;
    const nr = this.nextNumber();
    this.lines.push(
      `T${String(nr).padStart(10, '0')}\t${itemAt(this.household.accounts, account).code}\t${toText(day)}\t${amount < 0 ? 'debit' : 'credit'}\t` +
        `${toAmount(Math.abs(amount))}\t${toAmount(balance)}\t${operation}\t${category}\t${bank ?? '\\N'}\t${counterparty ?? '\\N'}\t` +
        `${isByBank ? 'f' : 't'}\t${other === undefined ? 'f' : 't'}\t${nr}`
    );
  }
}

/** Cents as euros. */
export function toAmount(cents: number): string {
  const text = String(cents).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
