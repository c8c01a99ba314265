import { toDay } from './days';

/**
 * What is true of the demo bank because the generator makes it so. docs/demo-bank.md lists it and the tests recover every line of it from
 * the finished warehouse.
 */
export const planted = {
  /** Region that falls behind while the bank grows */
  regionBehind: 'R06',
  /** Outlet that loses customers and balances */
  failing: { outlet: 'B0407', from: toDay('2025-07-01') },
  /** Outlet that opened within the data and grows fast */
  opened: { outlet: 'B0806', on: toDay('2025-02-03') },
  /** Outlets where money comes for the last days of every quarter and goes again */
  dressing: { outlets: ['B0203', 'B0304', 'B0503'], share: 0.24 },
  /** Employer that moved its payroll to another bank; most of its people bank at the outlet */
  lostEmployer: { outlet: 'B0305', account: 'ES-EMP-03051', lastPayday: toDay('2026-02-28') },
  /** Outlet that lent to people who do not pay: its loans go wrong so many times as often, stay so for longer, and there are more of them */
  risky: { outlet: 'B0704', factor: 4.8, extraMonths: 4, lends: 1.6 },
  /** Release of the app that breaks a step of a journey, until the next one repairs it: so few go on then of those who did not come to buy; half of the buyers go to the web */
  brokenRelease: {
    version: '5.7.0',
    on: toDay('2026-04-13'),
    fixedIn: '5.7.1',
    fixedOn: toDay('2026-05-18'),
    journey: 'open_term_deposit',
    step: 'terms',
    rate: 0.32,
    buyersOnWeb: 0.5,
    complaint: 'app',
  },
  /** A/B test: the share that goes on to the step is higher by `effect` in group B */
  test: {
    journey: 'apply_loan',
    step: 'details',
    from: toDay('2025-10-01'),
    until: toDay('2026-03-31'),
    effect: 0.12,
  },
  /** Prices of funds fall and take half a year to come back */
  marketDip: { from: toDay('2025-03-03'), bottom: toDay('2025-04-08'), until: toDay('2025-09-30') },
  /** Region whose businesses take in cash in summer */
  summerRegion: 'R08',
  /** Outlet where people wait several times as long from a day on */
  longQueues: { outlet: 'B0105', from: toDay('2025-10-06'), factor: 4 },
  /** One customer in so many, five at least, brings others all the time; so many invitations follow each other at least */
  referrals: { keyIn: 2000, chain: 5 },
  /** Week from which on most other banks pay more than this one for a term, and share of the new deposits that they take away */
  priceWar: { from: toDay('2026-01-12'), termMonths: 12, lostShare: 0.45 },
} as const;
