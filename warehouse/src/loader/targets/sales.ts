import { amount, date, flag, integer, moment, needed, rate, text } from './fields';
import { type Target } from './types';

const money = { min: 0, fallback: 0 } as const;
const currency = { needed: true, pattern: /^[A-Z]{3}$/ } as const;

export const campaign: Target = {
  name: 'campaign',
  table: 'core.campaign',
  description: 'Campaigns to customers',
  key: ['campaign_code'],
  feedsMart: true,
  changesNoDay: true,
  fields: {
    campaign_code: text("the source's code", needed),
    title: text('name for people', needed),
    product_code: text('product that it sells', { references: 'product' }),
    starts_on: date('first day'),
    ends_on: date('last day', { notBefore: 'starts_on' }),
    window_days: integer('a response counts up to so many days after the contact; empty: whenever', { min: 1 }),
    fixed_cost: amount('cost of the campaign as a whole; default 0', money),
  },
};

export const campaignMember: Target = {
  name: 'campaign_member',
  table: 'core.campaign_member',
  description: 'Who was chosen for a campaign, contacted or held back as control group',
  key: ['campaign_code', 'member_code'],
  day: 'contacted_on',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    campaign_code: text('campaign', { needed: true, references: 'campaign' }),
    member_code: text("the source's code of the member", needed),
    customer_code: text('customer', { references: 'customer' }),
    is_control: flag('control group: chosen, but not contacted', needed),
    channel: text('channel of the contact'),
    outlet_code: text('outlet', { references: 'outlet' }),
    contacted_on: date('day of the contact; of the control group: the day on which it would have been'),
    has_responded: flag("reached the campaign's goal, contacted or not", needed),
    responded_on: date('day of the response', { notBefore: 'contacted_on' }),
    revenue: amount('revenue of the response; default 0', { fallback: 0 }),
    cost: amount('cost of the contact; default 0', money),
  },
};

export const contact: Target = {
  name: 'contact',
  table: 'core.contact',
  description: 'Conversations with customers, from CRM and call center',
  key: ['contact_code'],
  day: 'contacted_on',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    contact_code: text("the source's code", needed),
    customer_code: text('customer', { references: 'customer' }),
    staff_code: text('member of staff', { references: 'staff' }),
    outlet_code: text('outlet; without it that of the member of staff or the customer', { references: 'outlet' }),
    contacted_on: date('day; without it the contact is part of no period'),
    channel: text('channel, such as phone or outlet', needed),
    purpose: text('what it was about'),
    disposition: text('how it ended, such as reached, no_answer or accepted', needed),
    is_accepted: flag('the customer took what was offered', needed),
    revenue: amount('revenue; default 0', { fallback: 0 }),
    cost: amount('cost; default 0', money),
  },
};

export const referral: Target = {
  name: 'referral',
  table: 'core.referral',
  description: 'Invitations of customers to other people',
  key: ['referral_code'],
  day: 'invited_on',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    referral_code: text("the source's code", needed),
    referrer_code: text('customer who invited', { needed: true, references: 'customer' }),
    invitee_code: text('customer that the invited became', { references: 'customer' }),
    channel: text('channel'),
    invited_on: date('day of the invitation', needed),
    activated_on: date('day on which the invited became active', { notBefore: 'invited_on' }),
    reward: amount('reward paid to the referrer; default 0', money),
  },
};

export const competitorRate: Target = {
  name: 'competitor_rate',
  table: 'core.competitor_rate',
  description: "Rates that other banks offer, as seen at a moment; one holds until the bank's next observation",
  key: ['bank', 'product', 'term_months', 'currency', 'min_amount', 'observed_at'],
  day: 'observed_at',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    bank: text('bank', needed),
    product: text('product', { needed: true, values: ['term', 'savings', 'current'] }),
    term_months: integer('months; 0: no term', { needed: true, min: 0 }),
    currency: text('ISO code', currency),
    observed_at: moment('when it was seen', needed),
    rate: rate('interest per year', needed),
    min_amount: amount('amount from which it is paid; 0: any', { needed: true, min: 0 }),
    note: text('note'),
  },
};

export const ownRate: Target = {
  name: 'own_rate',
  table: 'core.own_rate',
  description: "The bank's own rates; one holds until the next",
  key: ['product', 'term_months', 'currency', 'valid_from'],
  day: 'valid_from',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    product: text('product', { needed: true, values: ['term', 'savings', 'current'] }),
    term_months: integer('months; 0: no term', { needed: true, min: 0 }),
    currency: text('ISO code', currency),
    valid_from: date('first day', needed),
    rate: rate('interest per year', needed),
  },
};
