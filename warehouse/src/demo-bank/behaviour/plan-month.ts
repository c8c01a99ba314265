import { findPayday, type Month } from '../days';
import { type Household } from '../households/household';
import { payLoanOn } from '../households/plan-loan';
import { planted } from '../planted';
import { itemAt } from '../random';
import { type Ledger } from './ledger';
import { current, otherBanks, type Posting } from './posting';
import { findSpendingSeason, findVisitorSeason } from './seasons';

/** A household on its way through the months. */
export interface Progress {
  household: Household;
  ledger: Ledger;
  /** What the current account tends to, in cents */
  target: number;
  /** Cents that came for a quarter's end and go again */
  dressed: number;
}

const raiseOfYear = 1.03;

/** What a household earns and spends in a month, apart from what contracts bring. */
export function planMonth(progress: Progress, month: Month): Posting[] {
  switch (progress.household.behaviour) {
    case 'salaried':
      return planSalaried(progress, month);
    case 'pensioner':
      return planPensioner(progress, month);
    case 'self_employed':
      return planSelfEmployed(progress, month);
    case 'young':
      return planLight(progress, month, 0.55, 0.75);
    case 'occasional':
      return planLight(progress, month, 0.26, 0.28);
    case 'dormant':
      return [];
  }
}

function planSalaried(progress: Progress, month: Month): Posting[] {
  const { household } = progress;
  const { random, employer } = household;
  const income = earn(household, month);
  const payday = findPayday(month, employer.paysBefore);
  if (
    payday >= (household.signs.salaryEndsOn ?? Infinity) ||
    (employer.account === planted.lostEmployer.account && payday > planted.lostEmployer.lastPayday)
  ) {
    return planLight(progress, month, 0.3, 0.4);
  }
  const pay = {
    account: current,
    operation: 'transfer_in',
    category: 'payroll',
    bank: employer.bank,
    counterparty: employer.account,
  } as const;
  const postings: Posting[] = [{ ...pay, day: payday, amount: vary(progress, income, 0.02) }];
  let saving = income * 0.055 * household.outlet.thrift * random.between(0.4, 1.6);
  let spending = income - saving;
  if (household.hasExtraPay && (month.number === 6 || month.number === 12)) {
    postings.push({ ...pay, day: itemAt(month.workingDays, 9), amount: vary(progress, income, 0.02) });
    saving += income * 0.25;
    spending += income * 0.55;
  }
  return [
    ...postings,
    ...spend(progress, month, spending, income, { cash: 0.12, card: 0.95 }),
    ...save(progress, payday + 1, saving),
  ];
}

function planPensioner(progress: Progress, month: Month): Posting[] {
  const { household } = progress;
  const income = earn(household, month);
  const day = month.workingDays.findLast((working) => working <= month.first + 24) ?? month.first + 24;
  const saving = income * 0.05 * household.outlet.thrift;
  return [
    {
      day,
      account: current,
      amount: income,
      operation: 'transfer_in',
      category: 'pension',
      bank: 'BK00',
      counterparty: 'ES-SEGSOC',
    },
    ...spend(progress, month, income - saving, income, { cash: 0.45, card: 0.4 }),
    ...save(progress, day + 1, saving),
  ];
}

function planSelfEmployed(progress: Progress, month: Month): Posting[] {
  const { household } = progress;
  const { random, outlet } = household;
  const isVisited = outlet.region === planted.summerRegion;
  const season = isVisited ? findVisitorSeason(month.number) : 1;
  const income = earn(household, month) * season * random.between(0.75, 1.25);
  const saving = income * 0.055 * outlet.thrift;
  const cash = isVisited ? 0.6 : 0.25;
  return [
    {
      day: month.first + random.whole(3, 26),
      account: current,
      amount: cents(income * (1 - cash)),
      operation: 'transfer_in',
      category: 'business_income',
      bank: random.pick(otherBanks),
    },
    {
      day: month.first + random.whole(6, 20),
      account: current,
      amount: cents(income * cash),
      operation: 'cash_deposit',
      category: 'business_income',
    },
    {
      day: month.first + random.whole(8, 26),
      account: current,
      amount: -cents(income * random.between(0.3, 0.45)),
      operation: 'transfer_out',
      category: 'supplier',
      bank: random.pick(otherBanks),
    },
    ...spend(progress, month, (income - saving) * 0.62, income, { cash: 0.1, card: 0.8 }),
    ...save(progress, month.last - 2, saving),
  ];
}

/** Somebody whose main bank is another one. */
function planLight(progress: Progress, month: Month, comes: number, goes: number): Posting[] {
  const { household } = progress;
  const { random } = household;
  const income = earn(household, month);
  const postings: Posting[] = [];
  if (random.chance(comes)) {
    const saving = income * 0.06 * household.outlet.thrift;
    postings.push({
      day: month.first + random.whole(2, 26),
      account: current,
      amount: cents(income * random.between(0.5, 1)),
      operation: 'transfer_in',
      category: 'own_funds',
      bank: random.pick(otherBanks),
    });
    postings.push(...save(progress, month.last - 1, saving));
  }
  if (random.chance(goes)) {
    const share = (0.75 * comes) / goes;
    postings.push(...spend(progress, month, income * share, income, { cash: 0.15, card: 0.85 }));
  }
  return postings;
}

interface Habits {
  cash: number;
  card: number;
}

/** Bills, cash and card payments that come to an amount, corrected by how far the balance is from where it usually is. */
function spend(
  { household, ledger, target }: Progress,
  month: Month,
  amount: number,
  income: number,
  habits: Habits
): Posting[] {
  const { random, card, orders, loan } = household;
  const excess = 0.35 * (ledger.balance(current) - target);
  const owed =
    loan && loan.grantedOn < month.first && payLoanOn(loan, loan.payments) >= month.first ? loan.installment : 0;
  const left = Math.max(0, amount - owed + Math.max(-0.4 * income, Math.min(0.4 * income, excess)));
  const season = findSpendingSeason(month.number);
  const postings: Posting[] = [];
  let rest = left;
  for (const order of orders) {
    const day = month.first + order.dayOfMonth - 1;
    if (month.index % order.interval === order.offset && day >= order.startsOn && day < (order.endsOn ?? Infinity)) {
      rest = Math.max(0, rest - order.amount);
      postings.push({
        day,
        account: current,
        amount: -order.amount,
        operation: 'direct_debit',
        category: order.category,
        counterparty: order.counterparty,
      });
    }
  }
  const hasCard = card !== undefined && card.issuedOn < month.first && random.chance(habits.card);
  if (!hasCard || random.chance(habits.cash)) {
    const cash = cents((hasCard ? 0.25 : 1) * rest * season);
    rest -= cash;
    postings.push({
      day: month.first + random.whole(1, 26),
      account: current,
      amount: -cash,
      operation: 'cash_withdrawal',
      category: 'cash',
    });
  }
  if (hasCard) {
    postings.push({
      day: month.first + random.whole(9, 26),
      account: current,
      amount: -cents(rest * season),
      operation: 'card_withdrawal',
      category: 'card_payment',
    });
  }
  return postings;
}

/** Puts money aside, or draws on it where the amount is negative; every fourth month four times as much. */
function save(progress: Progress, day: number, amount: number): Posting[] {
  const { household } = progress;
  const savings = household.accounts.findIndex(({ product, openedOn }) => product === 'savings' && openedOn < day);
  if (savings < 0) {
    progress.target += amount;
    return [];
  }
  if (!household.random.chance(1 / 4)) {
    return [];
  }
  return amount >= 0
    ? [
        {
          day,
          account: current,
          amount: -cents(amount * 4),
          operation: 'transfer_out',
          category: 'savings_transfer',
          other: savings,
        },
      ]
    : [
        {
          day,
          account: savings,
          amount: cents(amount * 4),
          operation: 'transfer_out',
          category: 'to_other_bank',
          bank: household.random.pick(otherBanks),
        },
      ];
}

function earn({ income }: Household, { year }: Month): number {
  return cents(income * raiseOfYear ** (year - 2024));
}

function vary({ household }: Progress, amount: number, share: number): number {
  return Math.round(amount * household.random.between(1 - share, 1 + share));
}

function cents(amount: number): number {
  return Math.round(amount);
}
