import { Random } from '../random';

/** Figures about a province in the first year of the statistics. All of them are made up; only their order of size is a real one. */
export interface AreaFigures {
  inhabitants: number;
  /** Shares of the inhabitants by age, summing up to 1 */
  ages: { inhabitants_0_17: number; inhabitants_18_34: number; inhabitants_35_64: number; inhabitants_65_up: number };
  /** Euros a year */
  householdIncome: number;
  unemploymentRate: number;
  urbanShare: number;
}

const streams = { areas: 33 };

/** [inhabitants in thousands, household income in thousands of euros, unemployment in percent, urban share in percent] */
const levels: Record<string, readonly [number, number, number, number]> = {
  '02': [390, 28, 13, 58],
  '03': [1950, 29, 13, 84],
  '04': [760, 27, 16, 74],
  '07': [1230, 37, 8, 80],
  '08': [5850, 41, 9, 94],
  '11': [1260, 27, 20, 86],
  '12': [610, 32, 10, 72],
  '14': [770, 27, 16, 70],
  '15': [1130, 34, 9, 68],
  '17': [820, 39, 9, 72],
  '18': [940, 28, 17, 68],
  '20': [730, 46, 6, 86],
  '21': [530, 27, 18, 66],
  '23': [620, 25, 18, 58],
  '25': [450, 37, 7, 62],
  '26': [325, 38, 8, 70],
  '27': [325, 31, 8, 48],
  '28': [7000, 44, 9, 97],
  '29': [1770, 30, 14, 88],
  '30': [1570, 29, 12, 82],
  '31': [680, 43, 8, 74],
  '33': [1010, 34, 11, 78],
  '35': [1160, 29, 15, 86],
  '36': [945, 32, 10, 72],
  '37': [325, 32, 10, 64],
  '38': [1080, 29, 15, 84],
  '39': [590, 36, 8, 72],
  '41': [1970, 29, 17, 86],
  '42': [90, 35, 6, 50],
  '43': [850, 36, 10, 78],
  '45': [740, 32, 12, 60],
  '46': [2700, 33, 12, 90],
  '47': [520, 36, 9, 78],
  '48': [1160, 44, 8, 90],
};

/** The figures of a province, the same for the same seed. */
export function describeArea(province: string, seed: number): AreaFigures {
  const [thousands, income, unemployment, urban] = levels[province] ?? [500, 32, 11, 70];
  const random = new Random(seed, streams.areas, Number(province));
  const old = random.between(0.165, 0.2) + (thousands < 400 ? 0.06 : 0);
  const young = random.between(0.15, 0.18) - (thousands < 400 ? 0.02 : 0);
  const adult = random.between(0.17, 0.2);
  return {
    inhabitants: Math.round(thousands * 1000 * random.between(0.97, 1.03)),
    ages: {
      inhabitants_0_17: young,
      inhabitants_18_34: adult,
      inhabitants_35_64: 1 - young - adult - old,
      inhabitants_65_up: old,
    },
    householdIncome: Math.round(income * random.between(0.96, 1.04) * 100) * 10,
    unemploymentRate: Math.round(unemployment * random.between(0.9, 1.1) * 10) / 1000,
    urbanShare: Math.round(urban * 10 * random.between(0.98, 1)) / 1000,
  };
}
