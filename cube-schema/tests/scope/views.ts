/** What a branch manager of B0101 must never read. */
const foreign = [
  'B0102',
  'B0103',
  'B0201',
  'B0202',
  'B0203',
  'B0301',
  'R02',
  'R03',
  'Market',
  'Castle',
  'Bridge',
  'South',
];
/** Views of rows that belong to an outlet. */
export const views = [
  'deposits',
  'customers',
  'loans',
  'cards',
  'outlets',
  'targets',
  'funnel',
  'campaigns',
  'contacts',
  'referrals',
  'salary',
  'signals',
  'customer_360',
];
/** What managers may ask: their own rows of the views above, and all rows of what is public. */
export const openToManagers = [...views, 'competitor_rates'];
export const openToStaff = ['contacts', 'customer_360', 'referrals', 'signals', 'targets'];
export const measureOf: Record<string, string> = {
  deposits: 'deposits.accounts',
  customers: 'customers.customers',
  loans: 'loans.loans',
  cards: 'cards.cards',
  outlets: 'outlets.outlets',
  targets: 'targets.targets',
  funnel: 'funnel.sessions',
  campaigns: 'campaigns.contacted',
  contacts: 'contacts.contacts',
  referrals: 'referrals.invitations',
  salary: 'salary.payroll_customers',
  signals: 'signals.signals',
  customer_360: 'customer_360.customers',
};

export const byOutlet = (view: string, extra: object = {}) => ({
  measures: [measureOf[view]],
  dimensions: [`${view}.region_code`, `${view}.outlet_code`],
  ...extra,
});

export function expectNothingForeign(text: string): void {
  expect(foreign.filter((word) => text.includes(word))).toEqual([]);
}

export function readViews(meta: string): string[] {
  const { cubes = [] }: { cubes?: Array<{ name: string }> } = JSON.parse(meta);
  return cubes.map(({ name }) => name).sort();
}
