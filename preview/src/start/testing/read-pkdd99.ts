import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Figures of one outlet and month, in hundredths of a crown. */
export interface MonthFigures {
  region: string;
  balanceEnd: number;
  credits: number;
  debits: number;
}

interface Posting {
  day: number;
  amount: number;
  balance: number;
}

/**
 * Counts, from the raw files alone and without any code of the suite, what every outlet had at each month's end and what moved in the month.
 * The day's closing balance is the stated one nearest to that of the day before plus the day's amounts; on a tie the later line.
 * Keys are `B0001 1993-01`. The last line, when it is cut off, does not count.
 */
export function readPkdd99(folder: string): Map<string, MonthFigures> {
  const outlets = readRows(folder, 'district').map(([id = '', , name = '']) => ({ code: toCode(id), name, id }));
  const regionNames = [...new Set(outlets.map(({ name }) => name))];
  const regionOf = new Map(
    outlets.map(({ id, name }) => [id, `R${String(regionNames.indexOf(name) + 1).padStart(2, '0')}`])
  );
  const districtOf = new Map(readRows(folder, 'account').map(([account = '', district = '']) => [account, district]));
  const figures = new Map<string, MonthFigures>();
  const postings = new Map<string, Posting[]>();
  const months = new Set<string>();

  const at = (district: string, month: string) => {
    const key = `${toCode(district)} ${month}`;
    const found = figures.get(key) ?? { region: regionOf.get(district) ?? '', balanceEnd: 0, credits: 0, debits: 0 };
    figures.set(key, found);
    return found;
  };

  for (const [, account = '', date = '', type = '', , amountText = '', balanceText = '', ...rest] of readRows(
    folder,
    'trans'
  )) {
    if (rest.length < 3) {
      continue;
    }
    const amount = toHundredths(amountText);
    const month = `19${date.slice(0, 2)}-${date.slice(2, 4)}`;
    months.add(month);
    const moved = at(districtOf.get(account) ?? '', month);
    if (type === 'PRIJEM') {
      moved.credits += amount;
    } else {
      moved.debits += amount;
    }
    const list = postings.get(account) ?? [];
    list.push({ day: Number(date), amount: type === 'PRIJEM' ? amount : -amount, balance: toHundredths(balanceText) });
    postings.set(account, list);
  }
  for (const [account, list] of postings) {
    const closing = closeDays(list);
    for (const month of months) {
      const lastDay = Number(`${month.slice(2, 4)}${month.slice(5, 7)}99`);
      const balance = closing.findLast(({ day }) => day <= lastDay)?.balance;
      if (balance !== undefined) {
        at(districtOf.get(account) ?? '', month).balanceEnd += balance;
      }
    }
  }
  return figures;
}

function closeDays(list: Posting[]): Array<{ day: number; balance: number }> {
  const days = new Map<number, Posting[]>();
  for (const posting of list) {
    days.set(posting.day, [...(days.get(posting.day) ?? []), posting]);
  }
  let before = 0;
  return [...days]
    .sort(([left], [right]) => left - right)
    .map(([day, rows]) => {
      const expected = before + rows.reduce((sum, { amount }) => sum + amount, 0);
      let best = rows[0]?.balance ?? before;
      for (const { balance } of rows) {
        best = Math.abs(balance - expected) <= Math.abs(best - expected) ? balance : best;
      }
      before = best;
      return { day, balance: best };
    });
}

function readRows(folder: string, prefix: string): string[][] {
  const files = readdirSync(folder).filter((name) => name.startsWith(prefix));
  return files.flatMap((name) => {
    const content = readFileSync(path.join(folder, name));
    const text = (name.endsWith('.gz') ? gunzipSync(content) : content).toString('latin1');
    const lines = text.split(/\r?\n/).slice(1).filter(Boolean);
    return lines.map((line) => line.split(';').map((field) => field.replaceAll('"', '')));
  });
}

function toCode(district: string): string {
  return `B${district.padStart(4, '0')}`;
}

function toHundredths(text: string): number {
  return Math.round(Number(text) * 100);
}
