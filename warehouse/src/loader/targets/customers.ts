import { amount, date, flag, integer, needed, rate, text } from './fields';
import { type Target } from './types';

export const customer: Target = {
  name: 'customer',
  table: 'core.customer',
  description: 'Natural persons who own or use an account',
  key: ['customer_code'],
  feedsMart: true,
  fields: {
    customer_code: text("the source's code", needed),
    birth_date: date('day of birth'),
    sex: text('sex', { values: ['female', 'male'] }),
    area_code: text('area of residence', { references: 'area' }),
    outlet_code: text('home outlet; without it that of the first account held', { references: 'outlet' }),
    staff_code: text('member of staff who looks after them', { references: 'staff' }),
    segment: text('segment'),
    customer_since: date('first day as a customer; without it the opening of the first account held'),
    closed_on: date('first day on which the person is no customer any more'),
    has_consent: flag('may be approached with offers'),
  },
};

export const account: Target = {
  name: 'account',
  table: 'core.account',
  description: 'Deposit accounts',
  key: ['account_code'],
  day: 'opened_on',
  feedsMart: true,
  fields: {
    account_code: text("the source's code", needed),
    outlet_code: text('outlet that keeps it', { needed: true, references: 'outlet' }),
    product_code: text('product', { needed: true, references: 'product' }),
    opened_on: date('opening day', needed),
    closed_on: date('first day on which it is closed'),
    statement_frequency: text('how often statements are sent', { values: ['monthly', 'weekly', 'after_transaction'] }),
    matures_on: date('term deposits: day on which the money is free again'),
    interest_rate: rate('interest per year'),
  },
};

export const accountHolder: Target = {
  name: 'account_holder',
  table: 'core.account_holder',
  description: 'Who may use which account; balances belong to the owner',
  key: ['holder_code'],
  unique: [['account_code', 'customer_code']],
  feedsMart: true,
  fields: {
    holder_code: text("the source's code", needed),
    account_code: text('account', { needed: true, references: 'account' }),
    customer_code: text('customer', { needed: true, references: 'customer' }),
    role: text('owner, or user who may only dispose', { needed: true, values: ['owner', 'user'] }),
  },
};

export const transaction: Target = {
  name: 'transaction',
  table: 'core.transaction',
  description: 'Postings on deposit accounts',
  key: ['transaction_code'],
  day: 'day',
  feedsMart: true,
  fields: {
    transaction_code: text("the source's code", needed),
    account_code: text('account', { needed: true, references: 'account' }),
    day: date("booking day in the bank's time zone, not in the future", { ...needed, isPast: true }),
    direction: text('credit adds to the balance, debit takes from it', { needed: true, values: ['credit', 'debit'] }),
    amount: amount('amount, never negative', { needed: true, min: 0 }),
    balance_after: amount('balance after it, where the source states it'),
    operation: text('way of payment, such as cash_deposit or card_withdrawal'),
    category: text('purpose, such as interest, statement_fee or loan_payment'),
    counterparty_bank: text('bank of the other side'),
    counterparty_account: text('account of the other side'),
    own_initiated: flag('false for what the bank itself books', needed),
    is_internal: flag('between accounts of the same customer; default false', { fallback: false }),
  },
};

export const standingOrder: Target = {
  name: 'standing_order',
  table: 'core.standing_order',
  description: 'Permanent payment orders',
  key: ['order_code'],
  feedsMart: true,
  changesNoDay: true,
  fields: {
    order_code: text("the source's code", needed),
    account_code: text('account', { needed: true, references: 'account' }),
    counterparty_bank: text('bank of the other side'),
    counterparty_account: text('account of the other side'),
    amount: amount('amount', needed),
    category: text('purpose'),
    starts_on: date('first day'),
    cancelled_on: date('first day on which it does not run any more', { notBefore: 'starts_on' }),
  },
};

export const loan: Target = {
  name: 'loan',
  table: 'core.loan',
  description: 'Loan contracts',
  key: ['loan_code'],
  day: 'granted_on',
  feedsMart: true,
  fields: {
    loan_code: text("the source's code", needed),
    account_code: text('account that it is paid from', { needed: true, references: 'account' }),
    product_code: text('product', { needed: true, references: 'product' }),
    granted_on: date('day it was granted', needed),
    principal: amount('amount lent', { needed: true, min: 0 }),
    term_months: integer('months to repay', { needed: true, min: 1 }),
    installment: amount('monthly payment', { needed: true, min: 0 }),
    status: text('paid and defaulted are finished, running and arrears open', {
      needed: true,
      values: ['paid', 'defaulted', 'running', 'arrears'],
    }),
  },
};

export const card: Target = {
  name: 'card',
  table: 'core.card',
  description: 'Payment cards issued to account holders',
  key: ['card_code'],
  day: 'issued_on',
  feedsMart: true,
  fields: {
    card_code: text("the source's code", needed),
    holder_code: text('account holder', { needed: true, references: 'account_holder' }),
    product_code: text('product', { needed: true, references: 'product' }),
    issued_on: date('day of issue', needed),
  },
};
