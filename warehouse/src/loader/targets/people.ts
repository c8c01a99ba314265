import { amount, date, integer, needed, text } from './fields';
import { type Target } from './types';

export const customerIdentity: Target = {
  name: 'customer_identity',
  table: 'core.customer_identity',
  description: 'Who a customer is in person; only viewers who may see personal data get it',
  key: ['customer_code'],
  feedsMart: false,
  fields: {
    customer_code: text('customer', { needed: true, references: 'customer' }),
    full_name: text('name'),
    phone: text('phone number'),
    email: text('e-mail address'),
  },
};

export const employer: Target = {
  name: 'employer',
  table: 'core.employer',
  description: 'Employers who pay salaries to customers',
  key: ['employer_code'],
  unique: [['counterparty_account']],
  feedsMart: true,
  changesNoDay: true,
  fields: {
    employer_code: text("the source's code", needed),
    name: text('name', needed),
    counterparty_account: text('account that its salaries come from, as in transaction'),
    counterparty_bank: text('bank of that account'),
    industry: text('industry'),
    area_code: text('area', { references: 'area' }),
  },
};

export const loanStatusChange: Target = {
  name: 'loan_status_change',
  table: 'core.loan_status_change',
  description:
    'Status of a loan from a day on, where the source has a history: running before its first day; the last one equals the status of the loan',
  key: ['loan_code', 'day'],
  day: 'day',
  // With its first one a loan is running before, whatever status it had on all days until then.
  earlierDay:
    'SELECT l.granted_on FROM core.loan l WHERE l.loan_code = r.loan_code AND NOT EXISTS (SELECT FROM core.loan_status_change c WHERE c.loan_code = r.loan_code)',
  feedsMart: true,
  fields: {
    loan_code: text('loan', { needed: true, references: 'loan' }),
    day: date('first day of the status, not in the future', { ...needed, isPast: true }),
    status: text('status', { needed: true, values: ['paid', 'defaulted', 'running', 'arrears'] }),
    days_past_due: integer('days past due; default 0', { min: 0, fallback: 0 }),
  },
};

export const wealthPosition: Target = {
  name: 'wealth_position',
  table: 'core.wealth_position',
  description: "Market value of a customer's holding at the end of a day; it holds until the next stated day",
  key: ['customer_code', 'product_code', 'day'],
  day: 'day',
  feedsMart: true,
  fields: {
    customer_code: text('customer', { needed: true, references: 'customer' }),
    product_code: text('fund or other wealth product', { needed: true, references: 'product' }),
    day: date('day of the value', { ...needed, isPast: true }),
    market_value: amount('market value; 0: nothing is left', { needed: true, min: 0 }),
  },
};

export const wealthTrade: Target = {
  name: 'wealth_trade',
  table: 'core.wealth_trade',
  description: 'Orders of wealth products',
  key: ['trade_code'],
  day: 'day',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    trade_code: text("the source's code", needed),
    customer_code: text('customer', { needed: true, references: 'customer' }),
    product_code: text('product', { needed: true, references: 'product' }),
    day: date('day of the order', { ...needed, isPast: true }),
    side: text('side', { needed: true, values: ['buy', 'sell'] }),
    amount: amount('amount', { needed: true, min: 0 }),
    staff_code: text('member of staff who sold it', { references: 'staff' }),
  },
};

export const complaint: Target = {
  name: 'complaint',
  table: 'core.complaint',
  description: 'Complaints of customers',
  key: ['complaint_code'],
  day: 'opened_on',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    complaint_code: text("the source's code", needed),
    customer_code: text('customer', { references: 'customer' }),
    outlet_code: text('outlet that it is about', { references: 'outlet' }),
    opened_on: date('day it came in', needed),
    closed_on: date('day it was settled', { notBefore: 'opened_on' }),
    subject: text('subject', needed),
    channel: text('channel'),
  },
};
