export type Journey = 'transfer' | 'open_term_deposit' | 'apply_loan' | 'buy_fund' | 'onboarding';

interface Step {
  step: string;
  title: string;
  /** Minutes after the step before within which it counts */
  within: number | undefined;
  /** Share of those at the step before who come this far; left out for what only those do who really got the product */
  rate?: number;
}

/** What can be done in the mobile and web bank, step by step. */
export const journeys: Readonly<Record<Journey, readonly Step[]>> = {
  transfer: [
    { step: 'login', title: 'Logged in', within: undefined },
    { step: 'recipient', title: 'Recipient and amount', within: 15, rate: 0.9 },
    { step: 'confirm', title: 'Confirmation asked', within: 15, rate: 0.86 },
    { step: 'done', title: 'Transfer sent', within: 15, rate: 0.94 },
  ],
  open_term_deposit: [
    { step: 'login', title: 'Logged in', within: undefined },
    { step: 'offer', title: 'Offer seen', within: 30, rate: 0.82 },
    { step: 'amount', title: 'Amount chosen', within: 30, rate: 0.6 },
    { step: 'terms', title: 'Terms read', within: 30, rate: 0.75 },
    { step: 'signed', title: 'Deposit opened', within: 30 },
  ],
  apply_loan: [
    { step: 'login', title: 'Logged in', within: undefined },
    { step: 'simulate', title: 'Installment worked out', within: 30, rate: 0.85 },
    { step: 'details', title: 'Income stated', within: 30, rate: 0.42 },
    { step: 'documents', title: 'Documents uploaded', within: undefined, rate: 0.6 },
    { step: 'submitted', title: 'Application sent', within: 30, rate: 0.8 },
  ],
  buy_fund: [
    { step: 'login', title: 'Logged in', within: undefined },
    { step: 'funds', title: 'Funds compared', within: 30, rate: 0.8 },
    { step: 'order', title: 'Order entered', within: 30, rate: 0.3 },
    { step: 'confirmed', title: 'Order confirmed', within: 30 },
  ],
  onboarding: [
    { step: 'welcome', title: 'Started', within: undefined },
    { step: 'identity', title: 'Identity checked', within: 30, rate: 0.65 },
    { step: 'contract', title: 'Contract read', within: 30, rate: 0.6 },
    { step: 'first_login', title: 'First login', within: undefined },
  ],
};
