import { createHash } from 'node:crypto';
import { simulateHousehold } from './behaviour/simulate-household';
import { lastDay, openingDay, toText } from './days';
import { type Household } from './households/household';
import { buildNetwork, countOutlets } from './network/build-network';
import { demoParts } from './parts';
import { planBank } from './parts/part';

function listAll(scale: number, seed: number): Household[] {
  return [...planBank(scale, seed).listHouseholds()];
}

function digest(scale: number, seed: number): string {
  const hash = createHash('sha256');
  for (const part of demoParts) {
    for (const lines of part.list(planBank(scale, seed))) {
      hash.update(lines.join('\n'));
    }
  }
  return hash.digest('hex');
}

interface Posting {
  code: string;
  account: string;
  day: string;
  /** Cents; credits are positive */
  amount: number;
  balance: number;
}

function readPosting(line: string): Posting {
  const [code = '', account = '', day = '', direction, amount = '', balance = ''] = line.split('\t');
  const cents = (text: string) => Math.round(Number(text) * 100);
  return { code, account, day, amount: (direction === 'debit' ? -1 : 1) * cents(amount), balance: cents(balance) };
}

describe('the demo bank', () => {
  afterEach(() => jest.useRealTimers());

  it('is the same for the same scale and seed, whatever the clock says, and another for another seed', () => {
    const first = digest(1, 1);
    jest.useFakeTimers({ now: new Date('2031-02-03T04:05:06Z') });
    expect(digest(1, 1)).toBe(first);
    expect(digest(1, 2)).not.toBe(first);
  });

  it('grows by outlets beyond twenty thousand customers, each with a code and place of its own', () => {
    expect([1, 20, 30, 1000].map(countOutlets)).toEqual([60, 60, 90, 600]);
    const outlets = buildNetwork(200, 1);
    expect(new Set(outlets.map(({ code }) => code)).size).toBe(600);
    expect(outlets.filter(({ code }) => !/^B\d{4}$/.test(code))).toEqual([]);
    expect(outlets.flatMap(({ staff }) => staff).filter(({ code }) => !/^S\d{6}$/.test(code))).toEqual([]);
    // Spain with its islands
    expect(
      outlets.filter(({ latitude, longitude }) => latitude < 27 || latitude > 44 || longitude < -19 || longitude > 5)
    ).toEqual([]);
  });

  describe('of three thousand customers', () => {
    let households: Household[];
    let byHousehold: Posting[][];
    beforeAll(() => {
      households = listAll(3, 7);
      let nr = 0;
      byHousehold = households.map((household) => simulateHousehold(household, () => (nr += 1)).map(readPosting));
    });

    it('has exactly that many customers, every one with an outlet, staff of that outlet and an account to use', () => {
      const customers = households.flatMap(({ owner, user }) => (user ? [owner, user] : [owner]));
      expect(customers.map(({ code }) => Number(code.slice(1)))).toEqual(
        Array.from({ length: 3000 }, (_, nr) => nr + 1)
      );
      for (const { outlet, owner, user, accounts } of households) {
        const carers = outlet.staff.filter(({ role }) => role !== 'teller').map(({ code }) => code);
        expect(carers).toEqual(expect.arrayContaining([owner.staff, ...(user ? [user.staff] : [])]));
        expect(accounts[0].product).toBe('current');
      }
    });

    it('chains every account to the cent, from nothing, and never below zero', () => {
      const balances = new Map<string, number>();
      const wrong = byHousehold.flat().filter((posting) => {
        const expected = (balances.get(posting.account) ?? 0) + posting.amount;
        balances.set(posting.account, posting.balance);
        return posting.balance !== expected || posting.balance < 0;
      });
      expect(wrong).toEqual([]);
      expect(balances.size).toBeGreaterThan(3000);
    });

    it('books in order, within the data, and only while an account is open; closed accounts are empty', () => {
      byHousehold.forEach((postings, index) => {
        for (const account of households[index]?.accounts ?? []) {
          const own = postings.filter(({ account: code }) => code === account.code);
          const days = own.map(({ day }) => day);
          expect([...days].sort()).toEqual(days);
          const first = toText(Math.max(account.openedOn, openingDay));
          const last = toText(account.endsOn ?? lastDay);
          expect([account.code, days.filter((day) => day < first || day > last)]).toEqual([account.code, []]);
          if (account.endsOn !== undefined) {
            expect([account.code, own.at(-1)?.balance]).toEqual([account.code, 0]);
          }
        }
      });
    });

    it('holds nothing impossible: ages, loans and cards', () => {
      for (const { owner, joinedOn, leavesOn, loan, card, outlet } of households) {
        expect(owner.bornOn).toBeLessThan(joinedOn - 15 * 365);
        expect(joinedOn).toBeGreaterThanOrEqual(outlet.openedOn);
        expect(leavesOn ?? lastDay).toBeGreaterThan(joinedOn);
        if (loan) {
          expect(loan.principal).toBe(loan.installment * loan.termMonths);
          expect(loan.grantedOn).toBeGreaterThan(joinedOn);
          expect(loan.payments).toBeLessThanOrEqual(loan.termMonths);
        }
        if (card) {
          expect(card.issuedOn).toBeGreaterThanOrEqual(joinedOn);
          expect(card.issuedOn).toBeLessThanOrEqual(leavesOn ?? lastDay);
        }
      }
    });
  });
});
