import { formatCount, type Part } from '../parts/part';
import { listContacts } from './contacts';
import { listReferrals } from './referrals';

/** What the bank does to sell, and what came of it. */
export const salesParts: readonly Part[] = [
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
