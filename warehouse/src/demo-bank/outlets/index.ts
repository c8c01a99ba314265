import path from 'node:path';
import { formatCount, type Part } from '../parts/part';
import { type DemoStep, runSql } from '../steps/demo-step';
import { listVisits } from './visits';

/** What happens at the outlets. */
export const outletParts: readonly Part[] = [
  {
    table: 'core.outlet_visit',
    domain: 'outlets',
    columns: 'visit_code, outlet_code, customer_code, service, issued_at, served_at, finished_at',
    isLarge: true,
    list: listVisits,
    report: (rows) => `Made ${formatCount(rows)} visits of outlets`,
  },
];

/** What controlling books for them. */
export const outletSteps: readonly DemoStep[] = [
  {
    title: 'income and cost of outlets',
    tables: ['core.outlet_result'],
    run: runSql(path.join(__dirname, 'outlet-result.sql')),
  },
];
