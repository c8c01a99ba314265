import { readFileSync } from 'node:fs';

const years = [2010, 2011, 2012, 2013, 2014, 2015, 2016];

/**
 * Sums, from the raw file alone, the deposits in dollars of every state and year, without the main office. States get their codes in
 * alphabetical order. Keys are `R01 2010`.
 */
export function readChase(file: string): Map<string, number> {
  const [header = [], ...rows] = readFileSync(file, 'latin1').split(/\r?\n/).filter(Boolean).map(splitLine);
  const column = (name: string) => header.indexOf(name);
  const branches = rows.filter((row) => row[column('Main Office')] !== '1');
  const states = [...new Set(branches.map((row) => row[column('State')] ?? ''))].sort();
  const sums = new Map<string, number>();
  for (const row of branches) {
    const code = `R${String(states.indexOf(row[column('State')] ?? '') + 1).padStart(2, '0')}`;
    for (const year of years) {
      const key = `${code} ${year}`;
      sums.set(key, (sums.get(key) ?? 0) + Number(row[column(`${year} Deposits`)] || 0) * 1000);
    }
  }
  return sums;
}

function splitLine(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''
  );
}
