/** Another bank; all are made up. */
export interface OtherBank {
  name: string;
  /** Branches near each of ours, on average; 0: online only */
  presence: number;
  /** Its usual distance from our rates, in hundredths of a percent */
  margin: number;
  /** Rise of its twelve-month rate in the price war, in hundredths of a percent; 0: takes no part */
  raise: number;
  minAmount: number;
}

export const otherBanks: readonly OtherBank[] = [
  { name: 'Banco Encina', presence: 1.4, margin: -15, raise: 55, minAmount: 0 },
  { name: 'Banco Tramontana', presence: 1, margin: -25, raise: 60, minAmount: 1000 },
  { name: 'Caja Ribera Alta', presence: 0.9, margin: -40, raise: 0, minAmount: 0 },
  { name: 'Banco Almenara', presence: 0.6, margin: -20, raise: 45, minAmount: 3000 },
  { name: 'Olmo Directo', presence: 0, margin: -10, raise: 70, minAmount: 0 },
];
