import { date, decimal, float, integer, needed, text } from './fields';
import { mergeOutlets } from './merge-outlets';
import { mergeStaff } from './merge-staff';
import { type Target } from './types';

const share = [6, 4] as const;

export const area: Target = {
  name: 'area',
  table: 'core.area',
  description: 'Administrative areas with government statistics; shares and rates are 0-1',
  key: ['area_code'],
  feedsMart: false,
  fields: {
    area_code: text("the source's code", needed),
    name: text('name', needed),
    region_name: text('region it lies in', needed),
    inhabitants: integer('inhabitants', { min: 0 }),
    urban_share: decimal('share of inhabitants in towns', share, { min: 0, max: 1 }),
    average_salary: decimal('average monthly salary', [12, 2], { min: 0 }),
    unemployment_rate_previous: decimal('unemployment of the year before', share, { min: 0, max: 1 }),
    unemployment_rate: decimal('unemployment', share, { min: 0, max: 1 }),
    entrepreneurs_per_1000: decimal('entrepreneurs per 1000 inhabitants', [8, 2], { min: 0 }),
    crimes_previous: integer('crimes of the year before', { min: 0 }),
    crimes: integer('crimes', { min: 0 }),
  },
};

export const outlet: Target = {
  name: 'outlet',
  table: 'core.outlet',
  description: 'Branches, with the region they belong to',
  key: ['outlet_code'],
  unique: [['source_key']],
  feedsMart: true,
  merge: mergeOutlets,
  fields: {
    outlet_code: text('B and four to six digits', { needed: true, pattern: /^B\d{4,6}$/ }),
    source_key: text("the outlet's key in the source", needed),
    name: text('name', needed),
    region: text('name of its region; a new one gets the next code R01, R02, ...', needed),
    area_code: text('area it lies in', { references: 'area' }),
    opened_on: date('opening day'),
    closed_on: date('first day on which it is closed'),
    street: text('street and number'),
    city: text('city'),
    county: text('county'),
    state: text('state'),
    postal_code: text('postal code'),
    latitude: float('degrees north', { min: -90, max: 90 }),
    longitude: float('degrees east', { min: -180, max: 180 }),
    setting: text('kind of place', { values: ['urban', 'town', 'rural'] }),
  },
};

export const staff: Target = {
  name: 'staff',
  table: 'core.staff',
  description: 'Frontline staff and managers, below their outlet',
  key: ['staff_code'],
  feedsMart: true,
  merge: mergeStaff,
  fields: {
    staff_code: text('S and six to nine digits', { needed: true, pattern: /^S\d{6,9}$/ }),
    name: text('name', needed),
    outlet_code: text('outlet', { needed: true, references: 'outlet' }),
    role: text('manager, teller, advisor or relationship_manager; others count in no role', needed),
    hired_on: date('first day'),
    left_on: date('last day'),
    full_time_equivalent: decimal('share of a full working week; default 1', [4, 2], { min: 0, fallback: 1 }),
  },
};

export const outletBalance: Target = {
  name: 'outlet_balance',
  table: 'core.outlet_balance',
  description: 'Balances that a source states per outlet only; one holds until the next stated day',
  key: ['outlet_code', 'product_code', 'day'],
  day: 'day',
  feedsMart: true,
  fields: {
    outlet_code: text('outlet', { needed: true, references: 'outlet' }),
    product_code: text('product', { needed: true, references: 'product' }),
    day: date('day that the balance is of, not in the future', { ...needed, isPast: true }),
    balance: decimal('balance', [20, 2], needed),
  },
};

export const controlTotal: Target = {
  name: 'control_total',
  table: 'core.control_total',
  description: 'Totals that a source states itself, part of no metric',
  key: ['source', 'name', 'day'],
  day: 'day',
  feedsMart: false,
  fields: {
    source: text('source', needed),
    name: text('what is totalled', needed),
    day: date('day that the total is of, not in the future', { ...needed, isPast: true }),
    amount: decimal('total', [20, 2], needed),
  },
};
