import { type Day } from '../days';

/** What is to be booked on a household's account; debits shrink to what is there. */
export interface Posting {
  day: Day;
  /** Index among the household's accounts */
  account: number;
  /** Cents; credits are positive */
  amount: number;
  operation:
    | 'cash_deposit'
    | 'cash_withdrawal'
    | 'card_withdrawal'
    | 'transfer_in'
    | 'transfer_out'
    | 'direct_debit'
    | 'booking';
  category: string;
  bank?: string;
  counterparty?: string;
  /** Booked by the bank itself */
  isByBank?: boolean;
  /** Index of the own account that takes the other side */
  other?: number;
  /** Paid in full: what is missing comes from the owner's account at another bank */
  isFirm?: boolean;
  /** The amount is a share of the balance as it is on that day */
  isShare?: boolean;
  /** Takes the account's whole balance */
  isAll?: boolean;
}

export const current = 0;
export const otherBanks = ['BK01', 'BK02', 'BK03', 'BK04', 'BK05', 'BK06', 'BK07', 'BK08', 'BK09'] as const;
