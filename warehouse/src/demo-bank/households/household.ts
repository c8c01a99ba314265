import { type Day } from '../days';
import { type DemoOutlet, type Employer } from '../network/build-network';
import { type TermOffer } from '../sales/term-offer';
import { type Random } from '../random';
import { type PlannedTrade } from '../wealth/plan-wealth';
import { type PlannedOrder } from './plan-orders';
import { type Signs } from './plan-signs';

/** How somebody uses the bank. */
export type Behaviour = 'salaried' | 'pensioner' | 'self_employed' | 'young' | 'occasional' | 'dormant';

export interface Person {
  code: string;
  bornOn: Day;
  sex: 'female' | 'male';
  province: string;
  segment: string;
  staff: string;
}

/** What was agreed for a term deposit. */
export interface Term {
  months: number;
  /** Interest of a year as a share */
  rate: number;
}

export type PlannedAccount = {
  code: string;
  openedOn: Day;
  /** Last day with money on it; closed the day after */
  endsOn?: Day;
  /** Cents: what is there when the data begins, else what is paid in at the opening */
  start: number;
} & ({ product: 'current' | 'savings'; term?: undefined } | { product: 'term'; term: Term });

export interface PlannedLoan {
  code: string;
  product: 'personal_loan' | 'mortgage';
  grantedOn: Day;
  /** Cents */
  principal: number;
  termMonths: number;
  /** Cents a month */
  installment: number;
  status: 'paid' | 'defaulted' | 'running' | 'arrears';
  /** Number of payments made in all; the rest was or is missed */
  payments: number;
  /** `months` payments from number `payment` on were made together with the one after them */
  late?: { payment: number; months: number };
}

export interface PlannedCard {
  code: string;
  product: 'debit_card' | 'credit_card' | 'gold_card';
  issuedOn: Day;
}

/** One owner, with the accounts, and sometimes somebody who may use the current account as well. */
export interface Household {
  outlet: DemoOutlet;
  owner: Person;
  user?: Person;
  behaviour: Behaviour;
  /** Cents a month */
  income: number;
  employer: Employer;
  /** Also paid in the middle of June and December */
  hasExtraPay: boolean;
  joinedOn: Day;
  /** Last day as a customer */
  leavesOn?: Day;
  /** The current account comes first */
  accounts: [PlannedAccount, ...PlannedAccount[]];
  /** Part in the campaign for term deposits */
  offer?: TermOffer;
  loan?: PlannedLoan;
  card?: PlannedCard;
  orders: PlannedOrder[];
  signs: Signs;
  /** Orders of funds, in the order of their days, from before the data on */
  trades: PlannedTrade[];
  /** Draws of what happens */
  random: Random;
}
