/**
 * The public views: how a query of each is told its period.
 *
 * `period` is the hidden member of the view's cube through which rewrite.js hands over the grain and the days; `targets` the cube of
 * the view whose level and period target-scope.js settles. None where a view has no time. A test holds this list against model/views.
 *
 * @type {Readonly<Record<string, { period?: string, targets?: string }>>}
 */
const views = Object.freeze({
  deposits: { period: 'deposit_period.period' },
  salary: { period: 'salary_period.period' },
  customers: { period: 'customer_period.period' },
  customer_360: {},
  signals: { period: 'signal_period.period' },
  loans: { period: 'loan_period.period' },
  cards: { period: 'card_period.period' },
  outlets: { period: 'outlet_period.period' },
  targets: { targets: 'target_progress' },
  funnel: { period: 'funnel_period.period' },
  campaigns: { period: 'campaign_period.period' },
  contacts: { period: 'contact_period.period' },
  referrals: { period: 'referral_period.period' },
  competitor_rates: { period: 'rate_period.period' },
  sources: {},
});

module.exports = { views };
