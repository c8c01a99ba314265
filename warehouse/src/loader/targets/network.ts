import { amount, date, decimal, float, moment, needed, text } from './fields';
import { type Target } from './types';

export const outletVisit: Target = {
  name: 'outlet_visit',
  table: 'core.outlet_visit',
  description: "Tickets of the outlets' queues",
  key: ['visit_code'],
  day: 'issued_at',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    visit_code: text("the source's code", needed),
    outlet_code: text('outlet', { needed: true, references: 'outlet' }),
    customer_code: text('customer', { references: 'customer' }),
    service: text('counter or advice; others count in no service', needed),
    issued_at: moment('when the ticket was drawn', needed),
    served_at: moment('when the visitor was called; empty: left before', { notBefore: 'issued_at' }),
    finished_at: moment('when the visitor was done', { notBefore: 'served_at' }),
  },
};

export const outletResult: Target = {
  name: 'outlet_result',
  table: 'core.outlet_result',
  description: 'Income and cost booked for an outlet by controlling; costs are positive',
  key: ['outlet_code', 'booked_on', 'line'],
  day: 'booked_on',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    outlet_code: text('outlet', { needed: true, references: 'outlet' }),
    booked_on: date('day of booking, usually the last of a month', { ...needed, isPast: true }),
    line: text('line, such as interest_income, fee_income, staff_cost, premises_cost', needed),
    kind: text('kind', { needed: true, values: ['income', 'cost'] }),
    amount: amount('amount', needed),
  },
};

export const areaStatistic: Target = {
  name: 'area_statistic',
  table: 'core.area_statistic',
  description: 'Government and bought figures about areas',
  key: ['area_code', 'indicator', 'as_of'],
  day: 'as_of',
  feedsMart: true,
  changesNoDay: true,
  fields: {
    area_code: text('area', { needed: true, references: 'area' }),
    indicator: text('indicator, such as household_income', needed),
    as_of: date('day that it is of', needed),
    value: decimal('value', [30, 8], needed),
    source: text('who publishes it'),
  },
};

export const competitorOutlet: Target = {
  name: 'competitor_outlet',
  table: 'core.competitor_outlet',
  description: 'Branches of other banks, from bought or public maps',
  key: ['place_code'],
  feedsMart: true,
  changesNoDay: true,
  fields: {
    place_code: text("the source's code", needed),
    bank: text('bank', needed),
    name: text('name of the branch'),
    latitude: float('degrees north', { needed: true, min: -90, max: 90 }),
    longitude: float('degrees east', { needed: true, min: -180, max: 180 }),
    area_code: text('area', { references: 'area' }),
    opened_on: date('opening day'),
  },
};
