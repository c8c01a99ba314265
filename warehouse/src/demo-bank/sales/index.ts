import { formatCount, listByHousehold, type Part } from '../parts/part';
import { type DemoStep } from '../steps/demo-step';
import { listCampaignLines, listTermMemberLines } from './campaign-lines';
import { foundCampaigns } from './campaigns';
import { listContacts } from './contacts';
import { findCampaignMembers, recordCampaignContacts } from './find-campaign-members';
import { listReferrals } from './referrals';

/** What the bank does to sell, and what came of it. */
export const salesParts: readonly Part[] = [
  {
    table: 'core.campaign',
    domain: 'sales',
    columns: 'campaign_code, title, product_code, starts_on, ends_on, window_days, fixed_cost',
    list: (bank) => [listCampaignLines(bank)],
  },
  {
    table: 'core.campaign_member',
    domain: 'sales',
    columns:
      'campaign_code, member_code, customer_code, is_control, channel, outlet_code, contacted_on, has_responded, responded_on, revenue, cost',
    list: listByHousehold(listTermMemberLines),
  },
  {
    table: 'core.contact',
    domain: 'sales',
    columns:
      'contact_code, customer_code, staff_code, outlet_code, contacted_on, channel, purpose, disposition, is_accepted, revenue, cost',
    isLarge: true,
    list: listContacts,
  },
  {
    table: 'core.referral',
    domain: 'sales',
    columns: 'referral_code, referrer_code, invitee_code, channel, invited_on, activated_on, reward',
    list: listReferrals,
    report: (rows) => `Made ${formatCount(rows)} invitations, and contacts`,
  },
];

/** What is chosen among the facts. */
export const salesSteps: readonly DemoStep[] = [
  {
    title: 'campaigns',
    tables: ['core.campaign_member', 'core.contact'],
    async run(client, seed) {
      // Without statistics the planner looks people up one by one.
      await client.query(
        'ANALYZE core.customer, core.account, core.account_holder, core.card, core.transaction, core.outlet_visit'
      );
      for (const campaign of foundCampaigns) {
        await findCampaignMembers(client, campaign, seed);
      }
      await recordCampaignContacts(client, seed);
      await client.query(
        `UPDATE ops.load_file SET rows_read = made.rows, rows_loaded = made.rows
         FROM (SELECT 'core.campaign_member' AS name, count(*) AS rows FROM core.campaign_member
           UNION ALL SELECT 'core.contact', count(*) FROM core.contact) made
         WHERE source = 'demo' AND table_name = made.name`
      );
    },
  },
];
