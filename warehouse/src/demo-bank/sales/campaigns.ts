import { type Day, toDay } from '../days';

export interface CampaignChannel {
  name: 'mobile_push' | 'email' | 'call_center' | 'branch';
  weight: number;
  /** Euros a contact */
  cost: number;
}

export interface DemoCampaign {
  code: string;
  title: string;
  product: string;
  /** The contacts fall on working days from the first day to `contactsUntil` */
  startsOn: Day;
  contactsUntil: Day;
  endsOn: Day;
  windowDays: number;
  /** Euros of a bank with twenty thousand customers; larger ones pay in proportion */
  fixedCost: number;
  channels: readonly CampaignChannel[];
  /** How much more of the contacted respond than would have without, as a share: what an analysis must find */
  effect: number;
  /** Euros a response brings on average */
  revenue: number;
  /** Share of those who could be chosen that is */
  memberShare: number;
}

/** Share of the chosen that is held back. */
export const controlShare = 0.2;

const push = { name: 'mobile_push', cost: 0.02 } as const;
const email = { name: 'email', cost: 0.01 } as const;
const callCenter = { name: 'call_center', cost: 3.5 } as const;
const branch = { name: 'branch', cost: 9 } as const;

/** The only campaign whose responses are made; those of the others are found among what customers do anyway. */
export const termCampaign: DemoCampaign = {
  code: 'K2510T',
  title: 'Term deposit, autumn 2025',
  product: 'term',
  startsOn: toDay('2025-10-06'),
  contactsUntil: toDay('2025-10-24'),
  endsOn: toDay('2025-11-30'),
  windowDays: 30,
  fixedCost: 4500,
  channels: [
    { ...push, weight: 0.7 },
    { ...callCenter, weight: 0.3 },
  ],
  effect: 0.08,
  revenue: 0,
  memberShare: 0.7,
};

export interface FoundCampaign extends DemoCampaign {
  /**
   * SELECT customer_code, contacted_on, responded_on FROM chosen: responded_on is the day after the contact and within the window on which the
   * customer did what the campaign asks for, else NULL; leaves out who cannot be asked for it.
   */
  responses: string;
}

/** What is expected of a customer's own current account within the window, of those without any of it so many days before. */
function findPostings(condition: string, pauseDays: number, also = 'true'): string {
  return `SELECT c.customer_code, c.contacted_on, min(t.day) FILTER (WHERE t.day > c.contacted_on) AS responded_on
    FROM chosen c JOIN core.account_holder h USING (customer_code) JOIN core.account a USING (account_code)
    LEFT JOIN core.transaction t ON t.account_code = a.account_code AND ${condition}
      AND t.day BETWEEN c.contacted_on - ${pauseDays} AND c.contacted_on + c.window_days
    WHERE h.role = 'owner' AND a.product_code = 'current' AND ${also}
    GROUP BY 1, 2 HAVING count(*) FILTER (WHERE t.day <= c.contacted_on) = 0`;
}

export const foundCampaigns: readonly FoundCampaign[] = [
  {
    code: 'K2410B',
    title: 'Bring your bills, autumn 2024',
    product: 'current',
    startsOn: toDay('2024-10-14'),
    contactsUntil: toDay('2024-10-31'),
    endsOn: toDay('2024-12-15'),
    windowDays: 45,
    fixedCost: 2500,
    channels: [{ ...email, weight: 1 }],
    effect: 0.025,
    revenue: 18,
    memberShare: 0.8,
    responses: findPostings(`t.operation = 'direct_debit' AND t.category IN ('utilities', 'household')`, 75),
  },
  {
    code: 'K2503C',
    title: 'Use your card, spring 2025',
    product: 'debit_card',
    startsOn: toDay('2025-03-10'),
    contactsUntil: toDay('2025-03-28'),
    endsOn: toDay('2025-04-30'),
    windowDays: 30,
    fixedCost: 3000,
    channels: [
      { ...push, weight: 0.6 },
      { ...email, weight: 0.4 },
    ],
    effect: 0,
    revenue: 6,
    memberShare: 1,
    responses: findPostings(
      `t.operation = 'card_withdrawal'`,
      45,
      'EXISTS (SELECT FROM core.card k WHERE k.holder_code = h.holder_code AND k.issued_on < c.contacted_on - 60)'
    ),
  },
  {
    code: 'K2506S',
    title: 'Savings plan, evening calls 2025',
    product: 'savings',
    startsOn: toDay('2025-06-02'),
    contactsUntil: toDay('2025-06-20'),
    endsOn: toDay('2025-07-31'),
    windowDays: 30,
    fixedCost: 1500,
    channels: [{ ...callCenter, weight: 1 }],
    effect: -0.06,
    revenue: 9,
    memberShare: 0.5,
    responses: `SELECT c.customer_code, c.contacted_on, min(t.day) AS responded_on
      FROM chosen c JOIN core.account_holder h USING (customer_code) JOIN core.account a USING (account_code)
      LEFT JOIN core.transaction t ON t.account_code = a.account_code AND t.direction = 'credit' AND t.category = 'savings_transfer'
        AND t.day BETWEEN c.contacted_on + 1 AND c.contacted_on + c.window_days
      WHERE h.role = 'owner' AND a.product_code = 'savings' AND a.opened_on < c.contacted_on
      GROUP BY 1, 2`,
  },
  {
    code: 'K2602A',
    title: 'A talk at your branch, winter 2026',
    product: 'savings',
    startsOn: toDay('2026-02-02'),
    contactsUntil: toDay('2026-02-20'),
    endsOn: toDay('2026-03-31'),
    windowDays: 30,
    fixedCost: 1000,
    channels: [
      { ...branch, weight: 0.4 },
      { ...callCenter, weight: 0.6 },
    ],
    effect: 0.05,
    revenue: 35,
    memberShare: 0.3,
    responses: `SELECT c.customer_code, c.contacted_on, min(v.day) AS responded_on
      FROM chosen c LEFT JOIN (
        SELECT (issued_at AT TIME ZONE time_zone)::date AS day, customer_code FROM core.outlet_visit CROSS JOIN ops.bank
        WHERE service = 'advice' AND served_at IS NOT NULL
      ) v ON v.customer_code = c.customer_code AND v.day BETWEEN c.contacted_on + 1 AND c.contacted_on + c.window_days
      GROUP BY 1, 2`,
  },
  {
    code: 'K2606V',
    title: 'Pay by card, summer 2026',
    product: 'credit_card',
    startsOn: toDay('2026-06-08'),
    contactsUntil: toDay('2026-06-30'),
    endsOn: toDay('2026-07-31'),
    windowDays: 30,
    fixedCost: 4000,
    channels: [
      { ...push, weight: 0.5 },
      { ...email, weight: 0.5 },
    ],
    effect: 0.04,
    revenue: 4,
    memberShare: 0.35,
    responses: findPostings(
      `t.operation = 'card_withdrawal'`,
      -1,
      'EXISTS (SELECT FROM core.card k WHERE k.holder_code = h.holder_code AND k.issued_on < c.contacted_on)'
    ),
  },
];

export const campaigns: readonly DemoCampaign[] = [...foundCampaigns, termCampaign];
