import { decimal, needed, text } from './fields';
import { type Target } from './types';

export const target: Target = {
  name: 'target',
  table: 'core.target',
  description: 'What bank, regions, outlets and staff are to reach, by metric and period; see docs/targets.md',
  key: ['metric', 'unit_code', 'period'],
  feedsMart: true,
  changesNoDay: true,
  fields: {
    metric: text('deposit_balance, net_inflow, salary_inflow, new_customers or new_lending', {
      needed: true,
      references: 'target_metric',
    }),
    unit_code: text('bank (BANK), region, outlet or member of staff', { needed: true, references: 'org_unit' }),
    period: text('month (2024-03), quarter (2024-Q1) or year (2024)', {
      needed: true,
      pattern: /^(19|20)\d\d(-Q[1-4]|-0[1-9]|-1[0-2])?$/,
    }),
    target: decimal("sum of the period, for deposit_balance its growth; in the bank's currency or a count", [20, 2], {
      ...needed,
      min: 0,
    }),
  },
};
