import { t } from '@grafana/i18n';

/** How a metric behaves over time: taken at the period's end, added up over it, or averaged over its days. */
export type TimeBehaviour = 'stock' | 'flow' | 'average';

/** A metric that the page may show. Title, unit, direction and definition come from the semantic layer. */
export interface Candidate {
  id: string;
  view: string;
  behaviour: TimeBehaviour;
  /** Values that a dimension always has for this metric, by the dimension's name. */
  where?: Readonly<Record<string, string>>;
  /** The only dimensions that split it, the most telling first; by default all categories of its view. */
  splits?: readonly string[];
  /** For a ratio: the measure that counts what it is a share of. Groups with too few of them are not compared. */
  base?: string;
  /** Words for what `where` makes of the measure; by default the semantic layer's. */
  texts?: () => { title: string; description: string };
}

/** In order of importance to the headquarters: the first six that the bank has data for become tiles. */
export const CANDIDATES: readonly Candidate[] = [
  { id: 'balance_end', view: 'deposits', behaviour: 'stock' },
  { id: 'net_inflow', view: 'deposits', behaviour: 'flow' },
  { id: 'salary_inflow', view: 'salary', behaviour: 'flow' },
  { id: 'active_customers', view: 'customers', behaviour: 'stock' },
  {
    id: 'overall_rate',
    view: 'funnel',
    behaviour: 'flow',
    where: { journey: 'open_term_deposit' },
    splits: ['channel', 'app_version', 'variant'],
    base: 'visitors',
    texts: () => ({
      title: t('tiles.conversion', 'Deposit conversion'),
      description: t(
        'tiles.conversion-meaning',
        'Share of the people who began to open a term deposit in the mobile or web bank and opened it'
      ),
    }),
  },
  { id: 'new_customers', view: 'customers', behaviour: 'flow' },
  { id: 'outstanding', view: 'loans', behaviour: 'stock' },
  { id: 'spend', view: 'cards', behaviour: 'flow' },
  { id: 'balance_avg_daily', view: 'deposits', behaviour: 'average' },
  { id: 'outlets', view: 'outlets', behaviour: 'stock' },
];

/** Everything that the scorecard below the page's answers shows, view by view. */
export const FIGURES: readonly Candidate[] = [
  { id: 'balance_end', view: 'deposits', behaviour: 'stock' },
  { id: 'balance_avg_daily', view: 'deposits', behaviour: 'average' },
  { id: 'net_inflow', view: 'deposits', behaviour: 'flow' },
  { id: 'credits', view: 'deposits', behaviour: 'flow' },
  { id: 'debits', view: 'deposits', behaviour: 'flow' },
  { id: 'accounts', view: 'deposits', behaviour: 'stock' },
  { id: 'salary_inflow', view: 'salary', behaviour: 'flow' },
  { id: 'payroll_customers', view: 'salary', behaviour: 'stock' },
  { id: 'payroll_penetration', view: 'salary', behaviour: 'stock' },
  { id: 'stickiness_30d', view: 'salary', behaviour: 'flow' },
  { id: 'customers', view: 'customers', behaviour: 'stock' },
  { id: 'active_customers', view: 'customers', behaviour: 'stock' },
  { id: 'new_customers', view: 'customers', behaviour: 'flow' },
  { id: 'products_per_customer', view: 'customers', behaviour: 'stock' },
  { id: 'aum', view: 'customers', behaviour: 'stock' },
  { id: 'loans', view: 'loans', behaviour: 'stock' },
  { id: 'outstanding', view: 'loans', behaviour: 'stock' },
  { id: 'npl_share', view: 'loans', behaviour: 'stock' },
  { id: 'new_loans', view: 'loans', behaviour: 'flow' },
  { id: 'cards', view: 'cards', behaviour: 'stock' },
  { id: 'active_cards', view: 'cards', behaviour: 'stock' },
  { id: 'spend', view: 'cards', behaviour: 'flow' },
];

/** Metrics without which the page says why they are missing. Those after are stand-ins that nobody misses. */
export const EXPECTED_TILES = 6;

/** Fewest people in a group whose ratio says anything: below, one of them more or less is several points. */
export const SMALLEST_BASE = 30;

/** Names what one query can answer: metrics of one view with the same fixed values. `deposits`, `funnel:open_term_deposit`. */
export function sourceOf({ view, where }: Candidate): string {
  return [view, ...Object.values(where ?? {})].join(':');
}

/** Name of a view's member as Cube knows it. */
export function memberOf(view: string, name: string): string {
  return `${view}.${name}`;
}
