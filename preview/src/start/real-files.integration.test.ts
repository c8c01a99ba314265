import { findRepositoryRoot } from '@branchlight/runtime';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readChase } from './testing/read-chase';
import { readPkdd99 } from './testing/read-pkdd99';
import { findBasePort, type Row, SuiteProcess, waitForEnd } from './testing/suite-process';

const shared = process.env.BRANCHLIGHT_SHARED_DATA ?? path.join(findRepositoryRoot(), '..', 'shared', 'data');
const pkdd99 = path.join(shared, 'pkdd99');
const chase = path.join(shared, 'chase_branches', 'chase.csv');
const isThere = existsSync(pkdd99) && existsSync(chase);

jest.setTimeout(600_000);

/** The public files are not part of the repository: without them there is nothing to compare with. */
(isThere ? describe : describe.skip)('real files', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bl-real-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function withSuite(args: string[], check: (suite: SuiteProcess) => Promise<void>): Promise<void> {
    const suite = await SuiteProcess.start([...args, '--dir', path.join(folder, 'suite')], await findBasePort());
    const processes = suite.listProcesses();
    try {
      await check(suite);
    } finally {
      await suite.interrupt();
      expect(await waitForEnd(processes)).toEqual([]);
    }
  }

  it('pkdd99: credits, debits, net inflow and balances of every region, outlet and month are those of the files', async () => {
    const expected = readPkdd99(pkdd99);
    await withSuite(['--bank', 'pkdd99', '--data', pkdd99], async (suite) => {
      const rows = await suite.rows('hq.exec', {
        measures: ['deposits.balance_end', 'deposits.credits', 'deposits.debits', 'deposits.net_inflow'],
        dimensions: ['deposits.region_code', 'deposits.outlet_code'],
        timeDimensions: [{ dimension: 'deposits.date', granularity: 'month', dateRange: ['1993-01-01', '1994-03-31'] }],
        limit: 5000,
      });
      const answered = new Map(rows.map((row) => [`${String(row.outlet_code)} ${toMonth(row)}`, row]));
      const differences = [...expected].flatMap(([key, figures]) => {
        const row = answered.get(key) ?? {};
        const wanted = {
          region_code: figures.region,
          balance_end: figures.balanceEnd / 100,
          credits: figures.credits / 100,
          debits: figures.debits / 100,
          net_inflow: (figures.credits - figures.debits) / 100,
        };
        const isSame = Object.entries(wanted).every(([name, value]) => isNear(row[name], value));
        return isSame ? [] : [{ key, wanted, row }];
      });
      expect(expected.size).toBeGreaterThan(1000);
      expect(differences).toEqual([]);
      const unexpected = rows.filter(
        (row) => !expected.has(`${String(row.outlet_code)} ${toMonth(row)}`) && !isNear(row.balance_end, 0)
      );
      expect(unexpected).toEqual([]);

      const [total] = await suite.rows('hq.exec', { measures: ['deposits.balance_end'] });
      expect(total).toEqual({ balance_end: 39_250_523.8 });
      const counts = await Promise.all(
        ['deposits.accounts', 'customers.customers', 'loans.loans', 'cards.cards', 'outlets.outlets'].map((measure) =>
          suite.rows('hq.exec', { measures: [measure] })
        )
      );
      expect(counts.flat()).toEqual([
        { accounts: 4500 },
        { customers: 5369 },
        { loans: 682 },
        { cards: 892 },
        { outlets: 77 },
      ]);
      expect(
        await suite.rows('branch.B0054', { measures: ['outlets.outlets'], dimensions: ['outlets.outlet_code'] })
      ).toEqual([{ outlet_code: 'B0054', outlets: 1 }]);
    });
  });

  it('chase: deposits of every state and year are those of the file, and flows are no figures at all', async () => {
    const expected = readChase(chase);
    await withSuite(['--bank', 'chase', '--data', chase], async (suite) => {
      const time = { dimension: 'deposits.date', granularity: 'year', dateRange: ['2010-01-01', '2016-12-31'] };
      const rows = await suite.rows('hq.exec', {
        measures: ['deposits.balance_end'],
        dimensions: ['deposits.region_code'],
        timeDimensions: [time],
        limit: 5000,
      });
      const answered = new Map(
        rows.map((row) => [`${String(row.region_code)} ${toMonth(row).slice(0, 4)}`, row.balance_end])
      );
      const differences = [...expected].filter(([key, wanted]) => !isNear(answered.get(key) ?? 0, wanted));
      expect(differences).toEqual([]);
      expect(answered.size).toBe(expected.size);
      for (const measure of ['deposits.credits', 'deposits.net_inflow', 'customers.customers', 'loans.loans']) {
        expect(await suite.rows('hq.exec', { measures: [measure] })).toEqual([]);
      }
    });
  });
});

/** Month of a row's time, which is midnight in a zone at most twelve hours from UTC. */
function toMonth(row: Row): string {
  return new Date(Number(row.date) + 12 * 3_600_000).toISOString().slice(0, 7);
}

function isNear(value: unknown, wanted: number | string): boolean {
  return typeof wanted === 'string' ? value === wanted : typeof value === 'number' && Math.abs(value - wanted) < 0.005;
}
