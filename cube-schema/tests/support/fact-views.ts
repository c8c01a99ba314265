import { type Client } from 'pg';
import { countSales, countWith, type Counter } from './compare-views';
import * as bank from './facts/bank-views';
import { countOutletFlows } from './facts/outlet-view';
import { countProfiles, countSignals } from './facts/people-views';
import { countSalary } from './facts/salary-view';
import { countCampaignCost, countInvited } from './facts/sales-views';
import { readFacts, type Facts } from './facts/read-facts';
import { type ViewOracle } from './facts/count-groups';

/** A bank's facts, and by view how they are counted; views of which the bank knows nothing are left out. */
export interface CountedBank {
  facts: Facts;
  flows: ViewOracle;
  views: Map<string, Counter>;
}

export async function countBank(client: Client): Promise<CountedBank> {
  const facts = await readFacts(client);
  const read = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
  const complaints = await read<{ who: string; day: number }>(
    `SELECT customer_code AS who, opened_on - date '1970-01-01' AS day FROM core.complaint WHERE customer_code IS NOT NULL`
  );
  const cancelled = await read<{ account: string; day: number }>(
    `SELECT account_code AS account, cancelled_on - date '1970-01-01' AS day FROM core.standing_order WHERE cancelled_on IS NOT NULL`
  );
  const flows = await countOutletFlows(client, facts);
  const oracles: Record<string, ViewOracle> = {
    deposits: bank.countDeposits(facts),
    customers: bank.countCustomers(facts),
    loans: bank.countLoans(facts),
    cards: bank.countCards(facts),
    salary: countSalary(facts),
    outlets: flows,
    signals: countSignals(facts, { complaints, cancelled }),
    customer_360: countProfiles(facts),
    'referrals by customer': await countInvited(client, facts),
    'campaigns by cost': await countCampaignCost(client, facts),
  };
  const views = new Map(
    Object.entries(oracles)
      .filter(([, { known }]) => known.every(Number.isFinite))
      .map(([name, oracle]) => [name, countWith(oracle)] as const)
  );
  for (const [view, { measures, days }] of Object.entries(sales)) {
    const [known] = await read<{ first: string | null; last: string }>(days);
    if (known?.first != null) {
      views.set(view, countSales(client, view, measures, [known.first, known.last]));
    }
  }
  return { facts, flows, views };
}

const at = (column: string) => `(${column} AT TIME ZONE (SELECT time_zone FROM ops.bank))::date`;
const none = '1900-01-01';

/** The views that are counted in SQL, and the first and last day of what is known of them. */
const sales: Record<string, { measures: readonly string[]; days: string }> = {
  contacts: {
    measures: ['contacts', 'accepted', 'acceptance_rate', 'revenue', 'cost', 'profit'],
    days: `SELECT coalesce(min(contacted_on), '${none}')::text AS first, coalesce(max(contacted_on), '${none}')::text AS last FROM core.contact HAVING count(*) > 0`,
  },
  referrals: {
    measures: ['invitations', 'activations', 'activation_rate', 'reward', 'referrers', 'chain_depth'],
    days: 'SELECT min(invited_on)::text AS first, greatest(max(invited_on), max(activated_on))::text AS last FROM core.referral',
  },
  campaigns: {
    measures: [
      'contacted',
      'responded',
      'response_rate',
      'control',
      'control_rate',
      'uplift',
      'uplift_low',
      'uplift_high',
      'revenue',
    ],
    days: `SELECT coalesce(min(contacted_on), '${none}')::text AS first, coalesce(max(contacted_on), '${none}')::text AS last FROM core.campaign_member HAVING count(*) > 0`,
  },
  funnel: {
    measures: [
      'sessions',
      'visitors',
      'customers_at_step',
      'step_rate',
      'overall_rate',
      'median_minutes',
      'p90_minutes',
    ],
    days: `SELECT coalesce(min(${at('started_at')}), '${none}')::text AS first, coalesce(max(${at('started_at')}), '${none}')::text AS last FROM core.app_session HAVING count(*) > 0`,
  },
  competitor_rates: {
    measures: ['rate', 'own_rate', 'gap', 'offers'],
    days: `SELECT first::text, greatest(last, least(last + 92, greatest((SELECT max(day) FROM core.transaction), (SELECT max(day) FROM core.outlet_balance))))::text AS last
      FROM (SELECT min(${at('observed_at')}) AS first, max(${at('observed_at')}) AS last FROM core.competitor_rate) seen`,
  },
};
