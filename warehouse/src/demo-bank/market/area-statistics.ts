import { toLine } from '../copy/copy-rows';
import { type BankPlan } from '../parts/part';
import { provinces } from '../network/places';
import { describeArea } from './areas';

const years = [2024, 2025, 2026];
const source = 'made up for the demo bank';

/** Figures about every province at the begin of each year: lines of core.area_statistic. */
export function* listAreaStatistics({ seed }: BankPlan): Generator<string[]> {
  for (const province of Object.keys(provinces)) {
    const { inhabitants, ages, householdIncome, unemploymentRate } = describeArea(province, seed);
    yield years.flatMap((year, since) => {
      const total = Math.round(inhabitants * 1.006 ** since);
      const groups = Object.entries(ages).map(([indicator, share]) => [indicator, Math.round(total * share)] as const);
      return [
        ['inhabitants', groups.reduce((sum, [, value]) => sum + value, 0)] as const,
        ...groups,
        ['household_income', Math.round(householdIncome * 1.03 ** since)] as const,
        ['unemployment_rate', (unemploymentRate * 0.96 ** since).toFixed(4)] as const,
      ].map(([indicator, value]) => toLine(province, indicator, `${year}-01-01`, value, source));
    });
  }
}

/** Lines of core.area: its own columns hold the figures of the last two years. */
export function listAreaLines(seed: number): string[] {
  return Object.entries(provinces).map(([code, [name, community]]) => {
    const { inhabitants, householdIncome, unemploymentRate, urbanShare } = describeArea(code, seed);
    const crimes = Math.round(inhabitants * (0.03 + 0.03 * urbanShare));
    return toLine(
      code,
      name,
      community,
      Math.round(inhabitants * 1.006 ** 2),
      urbanShare.toFixed(4),
      // A month's gross pay
      ((householdIncome * 0.78) / 12).toFixed(2),
      (unemploymentRate * 0.96).toFixed(4),
      (unemploymentRate * 0.96 ** 2).toFixed(4),
      (95 - 200 * unemploymentRate).toFixed(2),
      crimes,
      Math.round(crimes * 1.01)
    );
  });
}

export const areaColumns =
  'area_code, name, region_name, inhabitants, urban_share, average_salary, unemployment_rate_previous, unemployment_rate, ' +
  'entrepreneurs_per_1000, crimes_previous, crimes';
