import { formatCount, type Part } from '../parts/part';
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
