import { type Client } from 'pg';
import { firstOf, lastOf, placeOf } from './bank-views';
import { money, ratio, sum, type Fact, type ViewOracle } from './count-groups';
import { type Day } from './days';
import { isCustomer } from './holdings';
import { type Facts } from './read-facts';

const day = (column: string) => `${column} - date '1970-01-01'`;

/** Invitations of the period that led to a customer / the customers on its last day. */
export async function countInvited(client: Client, facts: Facts): Promise<ViewOracle> {
  const { rows } = await client.query<{ who: string; invited: Day; activated: Day | null }>(
    `SELECT referrer_code AS who, ${day('invited_on')} AS invited, ${day('activated_on')} AS activated FROM core.referral`
  );
  return {
    known: [
      firstOf(rows.map(({ invited }) => invited)),
      lastOf(rows.flatMap(({ invited, activated }) => [invited, activated])),
    ],
    formulas: { k_factor: ratio(sum('joined'), sum('customers')) },
    list: ({ first, last }) => [
      ...rows
        .filter(({ invited }) => invited >= first && invited <= last)
        .map(({ who, activated }) => ({
          ...placeOf(facts, facts.customers.get(who)?.outlet),
          joined: Number(activated !== null),
        })),
      ...[...facts.customers.values()]
        .filter((customer) => isCustomer(customer, last))
        .map(({ outlet }) => ({ ...placeOf(facts, outlet), customers: 1, joined: 0 })),
    ],
  };
}

interface Member {
  campaign_code: string;
  campaign: string;
  product: string | null;
  channel: string;
  outlet: string | null;
  day: Day | null;
  cost: number;
  has_responded: boolean;
  days: number | null;
  window: number | null;
  fixed: number;
}

/** The cost of every contacted member, with an even share of the campaign's fixed cost. */
export async function countCampaignCost(client: Client, facts: Facts): Promise<ViewOracle> {
  const { rows } = await client.query<Member>(
    `SELECT m.campaign_code, c.title AS campaign, c.product_code AS product, coalesce(m.channel, 'unknown') AS channel, coalesce(m.outlet_code, k.outlet_code) AS outlet,
       ${day('m.contacted_on')} AS day, (m.cost * 100)::float8 AS cost, m.has_responded, m.responded_on - m.contacted_on AS days, c.window_days AS window,
       (c.fixed_cost * 100)::float8 AS fixed
     FROM core.campaign_member m JOIN core.campaign c USING (campaign_code) LEFT JOIN core.customer k USING (customer_code)
     WHERE NOT m.is_control`
  );
  const sizes = new Map<string, number>();
  for (const { campaign_code: code } of rows) {
    sizes.set(code, (sizes.get(code) ?? 0) + 1);
  }
  const members = rows.map((row): Fact => {
    return {
      ...placeOf(facts, row.outlet),
      campaign_code: row.campaign_code,
      campaign: row.campaign,
      product: row.product,
      channel: row.channel,
      day: row.day,
      cost: row.cost + row.fixed / (sizes.get(row.campaign_code) ?? 1),
      responded: Number(row.has_responded && (row.window === null || row.days === null || row.days <= row.window)),
    };
  });
  const dated = members.flatMap((member) => (typeof member.day === 'number' ? [member.day] : []));
  return {
    known: [firstOf(dated), lastOf(dated)],
    formulas: { cost: money('cost'), cost_per_response: ratio(sum('cost', 100), sum('responded')) },
    list: ({ first, last, isEverything }) =>
      members.filter((member) =>
        typeof member.day === 'number' ? member.day >= first && member.day <= last : isEverything
      ),
  };
}
