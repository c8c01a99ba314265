import { type Client } from 'pg';
import { toText } from '../days';
import { controlShare, type FoundCampaign } from './campaigns';

/** An SQL expression from 0 to 1 that follows from the seed and the texts alone, on every machine. */
function draw(seed: number, ...parts: string[]): string {
  return `(('x' || substr(md5(concat_ws('|', ${seed}, ${parts.join(', ')})), 1, 8))::bit(32)::bigint / 4294967296.0::float8)`;
}

/**
 * Chooses a campaign's members among the customers. What they did is in the facts already; who is contacted and who is held back is drawn so
 * that the contacted respond more often than the others by the campaign's effect, to within a person. Those held back respond as often as
 * all who could be chosen.
 */
export async function findCampaignMembers(client: Client, campaign: FoundCampaign, seed: number): Promise<void> {
  const { code, startsOn, contactsUntil, windowDays, channels, effect, revenue, memberShare, responses } = campaign;
  const drawOf = (what: string) => draw(seed, `'${code}'`, `'${what}'`, 'customer_code');
  let upTo = 0;
  const cases = channels.map(({ name, weight, cost }) => `(${(upTo += weight)}, '${name}', ${cost})`).join(', ');
  await client.query(
    `WITH workday AS (
       SELECT array_agg(day ORDER BY day) AS days FROM core.calendar
       WHERE is_working_day AND day BETWEEN date '${toText(startsOn)}' AND date '${toText(contactsUntil)}'
     ), chosen AS MATERIALIZED (
       SELECT c.customer_code, c.contacted_on, ${windowDays} AS window_days
       FROM (
         SELECT customer_code, customer_since, closed_on, days[1 + floor(${drawOf('day')} * cardinality(days))::integer] AS contacted_on
         FROM core.customer CROSS JOIN workday
         WHERE coalesce(has_consent, true) AND ${drawOf('chosen')} < ${memberShare}
         OFFSET 0
       ) c
       WHERE customer_since < contacted_on - 30 AND coalesce(closed_on > contacted_on, true)
     ), response AS MATERIALIZED (
       ${responses}
     ), rate AS (
       SELECT q, greatest(q + ${1 - controlShare} * (${effect}), 0.001) AS pm FROM (
         SELECT greatest(least(avg((responded_on IS NOT NULL)::integer)::float8, 0.999), 0.001) AS q FROM response) average
     ), placed AS (
       SELECT r.*, q, pm, r.responded_on IS NOT NULL AS has_responded,
         row_number() OVER (PARTITION BY r.responded_on IS NULL ORDER BY ${drawOf('kept')}, customer_code COLLATE "C") AS place,
         count(*) OVER (PARTITION BY r.responded_on IS NULL) AS people
       FROM response r CROSS JOIN rate
     ), kept AS (
       -- More responses than usual are wanted among the members: some of the others are left out; fewer: some of those who responded.
       SELECT *, count(*) OVER (PARTITION BY has_responded) AS kept FROM placed
       WHERE place <= round(people * CASE WHEN has_responded THEN pm * (1 - q) / (q * (1 - pm)) ELSE q * (1 - pm) / ((1 - q) * pm) END)
     ), member AS (
       SELECT *, row_number() OVER (PARTITION BY has_responded ORDER BY ${drawOf('control')}, customer_code COLLATE "C")
         <= round(kept * ${controlShare} * CASE WHEN has_responded THEN q / pm ELSE (1 - q) / (1 - pm) END) AS is_control,
         ${drawOf('channel')} AS channel_draw, ${drawOf('revenue')} AS revenue_draw
       FROM kept
     )
     INSERT INTO core.campaign_member (campaign_code, member_code, customer_code, is_control, channel, outlet_code, contacted_on,
       has_responded, responded_on, revenue, cost)
     SELECT '${code}', customer_code, customer_code, is_control, channel.name, c.outlet_code, contacted_on, has_responded, responded_on,
       CASE WHEN has_responded THEN round((${revenue} * (0.5 + revenue_draw))::numeric, 2) ELSE 0 END,
       CASE WHEN is_control THEN 0 ELSE channel.cost END
     FROM member m JOIN core.customer c USING (customer_code)
     CROSS JOIN LATERAL (
       SELECT name, cost FROM (VALUES ${cases}) listed (up_to, name, cost) WHERE channel_draw < up_to ORDER BY up_to LIMIT 1
     ) channel
     ORDER BY customer_code COLLATE "C"`
  );
}

/** Calls and meetings of the campaigns are contacts like others. */
export async function recordCampaignContacts(client: Client, seed: number): Promise<void> {
  await client.query(
    `INSERT INTO core.contact (contact_code, customer_code, staff_code, outlet_code, contacted_on, channel, purpose, disposition, is_accepted, revenue, cost)
     SELECT 'N' || m.campaign_code || substr(m.customer_code, 2), m.customer_code,
       CASE WHEN m.channel = 'branch' THEN c.staff_code END, m.outlet_code, m.contacted_on, m.channel, 'campaign',
       CASE WHEN m.has_responded THEN 'accepted' WHEN d.draw < 0.3 AND m.channel = 'call_center' THEN 'not_reached' WHEN d.draw > 0.88 THEN 'callback'
         ELSE 'refused' END,
       m.has_responded, m.revenue, m.cost
     FROM core.campaign_member m JOIN core.customer c USING (customer_code)
     CROSS JOIN LATERAL (SELECT ${draw(seed, `'contact'`, 'm.campaign_code', 'm.customer_code')} AS draw) d
     WHERE NOT m.is_control AND m.channel IN ('call_center', 'branch')
     ORDER BY m.campaign_code COLLATE "C", m.customer_code COLLATE "C"`
  );
}
