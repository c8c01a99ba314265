import { toLine } from '../copy/copy-rows';
import { type Part } from '../parts/part';
import { toText } from '../days';
import { listAreaStatistics } from './area-statistics';
import { listCompetitorOutlets } from './competitor-outlets';
import { listCompetitorRates } from './competitor-rates';
import { ownRates } from './own-rates';

/** What surrounds the bank: other banks and the areas. */
export const marketParts: readonly Part[] = [
  {
    table: 'core.own_rate',
    domain: 'market',
    columns: 'product, term_months, currency, valid_from, rate',
    list: () => [
      ownRates.flatMap(({ product, termMonths, steps }) =>
        steps.map(({ from, rate }) => toLine(product, termMonths, 'EUR', toText(from), rate.toFixed(6)))
      ),
    ],
  },
  {
    table: 'core.competitor_rate',
    domain: 'market',
    columns: 'bank, product, term_months, currency, observed_at, rate, min_amount',
    list: listCompetitorRates,
  },
  {
    table: 'core.competitor_outlet',
    domain: 'market',
    columns: 'place_code, bank, name, latitude, longitude, area_code, opened_on',
    list: listCompetitorOutlets,
  },
  {
    table: 'core.area_statistic',
    domain: 'market',
    columns: 'area_code, indicator, as_of, value, source',
    list: listAreaStatistics,
    report: () => 'Made rates and branches of other banks, and figures about provinces',
  },
];
