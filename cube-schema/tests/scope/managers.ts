import { cube, database } from './scoped-bank';
import { byOutlet, expectNothingForeign, openToManagers, readViews, views } from './views';

/** Managers of a branch or region: their own rows, and nothing told of others. */
export function describeManagers(): void {
  describe('a branch manager', () => {
    const orEverything = (view: string) => [
      {
        or: [
          { member: `${view}.outlet_code`, operator: 'set' },
          { member: `${view}.region_code`, operator: 'equals', values: ['R02'] },
        ],
      },
    ];

    test.each(views)('sees the own outlet only in %s', async (view) => {
      const answer = await cube.load('branch.B0101', byOutlet(view));
      expect(answer.rows).toMatchObject([{ region_code: 'R01', outlet_code: 'B0101' }]);
    });

    test.each(views)('gets no more of %s by filters with "or"', async (view) => {
      const answer = await cube.load('branch.B0101', byOutlet(view, { filters: orEverything(view), total: true }));
      expect(answer.rows.map((row) => row.outlet_code)).toEqual(['B0101']);
      expect(answer.total).toBe(1);
    });

    test.each(views)('gets nothing of %s elsewhere, and total does not tell', async (view) => {
      for (const values of [['B0102'], ['B0202', 'B0203'], ['B9999']]) {
        const answer = await cube.load(
          'branch.B0101',
          byOutlet(view, { filters: [{ member: `${view}.outlet_code`, operator: 'equals', values }], total: true })
        );
        expect(answer).toMatchObject({ status: 200, rows: [], total: 0 });
      }
    });

    test('asks for sums of the own outlet without naming it', async () => {
      const own = await cube.load('branch.B0101', { measures: ['deposits.balance_end', 'deposits.accounts'] });
      const seenByBank = await cube.load('hq.exec', {
        measures: ['deposits.balance_end', 'deposits.accounts'],
        filters: [{ member: 'deposits.outlet_code', operator: 'equals', values: ['B0101'] }],
      });
      expect(own.rows).toHaveLength(1);
      expect(own.rows).toEqual(seenByBank.rows);
    });

    test('gets no more by comparing ranges', async () => {
      const answer = await cube.load('branch.B0101', {
        ...byOutlet('deposits'),
        timeDimensions: [
          {
            dimension: 'deposits.date',
            compareDateRange: [
              ['1990-03-01', '1990-03-31'],
              ['1990-10-01', '1990-10-31'],
            ],
          },
        ],
      });
      expect(answer.rows).toHaveLength(2);
      expectNothingForeign(answer.text);
    });

    test('finds an answer of the cache of the bank, another branch or region no help', async () => {
      const query = byOutlet('deposits');
      const bank = await cube.load('hq.exec', query);
      const region = await cube.load('region.R01', query);
      const other = await cube.load('branch.B0203', query);
      const own = await cube.load('branch.B0101', query);
      expect(bank.rows).toHaveLength(6);
      expect(region.rows.map((row) => row.outlet_code).sort()).toEqual(['B0101', 'B0102', 'B0103']);
      expect(other.rows.map((row) => row.outlet_code)).toEqual(['B0203']);
      expect(own.rows.map((row) => row.outlet_code)).toEqual(['B0101']);
    });

    test('is refused the sources, with or without rows, and does not see them in the model', async () => {
      const one = await cube.load('branch.B0101', { measures: ['sources.rows_loaded'] });
      const none = await cube.load('branch.B0101', {
        dimensions: ['sources.source'],
        filters: [{ member: 'sources.source', operator: 'equals', values: ['nothing'] }],
      });
      for (const answer of [one, none]) {
        expect(answer).toMatchObject({ status: 403, rows: [] });
        expect(answer.error).toMatch(/The view sources is not open to the role branch_manager/);
      }
      const probed = await cube.load('branch.B0101', {
        measures: ['deposits.accounts'],
        filters: [{ member: 'sources.source', operator: 'set' }],
      });
      expect(probed.status).toBe(400);
      const meta = await cube.send('branch.B0101', '/cubejs-api/v1/meta');
      expect(readViews(meta.text)).toEqual([...openToManagers].sort());
      expect(readViews((await cube.send('hq.exec', '/cubejs-api/v1/meta')).text)).toEqual(
        [...openToManagers, 'sources'].sort()
      );
    });
  });

  describe('targets of other units', () => {
    const ask = (login: string, query: object) =>
      cube.load(login, {
        measures: ['targets.target', 'targets.actual', 'targets.score'],
        dimensions: [
          'targets.metric',
          'targets.level',
          'targets.region_code',
          'targets.outlet_code',
          'targets.staff_code',
        ],
        ...query,
      });
    const unitsOf = ({ rows }: Awaited<ReturnType<typeof ask>>) =>
      [...new Set(rows.map((row) => String(row.staff_code ?? row.outlet_code ?? row.region_code ?? 'HQ')))].sort();

    test.each([
      ['branch.B0101', ['B0101', 'S010101', 'S010102']],
      ['branch.B0203', ['B0203']],
      ['region.R01', ['B0101', 'B0102', 'B0103', 'R01', 'S010101', 'S010102']],
      ['region.R02', ['B0201', 'B0202', 'B0203', 'R02']],
    ])('%s sees the own unit and those below, at whatever level is asked', async (login, own) => {
      expect(unitsOf(await ask(login, {}))).toEqual(own);
      const everything = [
        {
          or: [
            { member: 'targets.region_code', operator: 'set' },
            { member: 'targets.region_code', operator: 'notSet' },
          ],
        },
      ];
      expect(unitsOf(await ask(login, { filters: everything }))).toEqual(own);
      for (const level of ['bank', 'region', 'outlet', 'staff']) {
        const filters = [{ member: 'targets.level', operator: 'equals', values: [level] }];
        const units = unitsOf(await ask(login, { filters }));
        expect(units.filter((unit) => !own.includes(unit))).toEqual([]);
        expect(units).toHaveLength(
          own.filter((unit) => unit.startsWith({ bank: 'HQ', region: 'R', outlet: 'B' }[level] ?? 'S')).length
        );
      }
    });

    test('are in no sum, and no answer for headquarters helps to get at them', async () => {
      const filters = [
        { member: 'targets.metric', operator: 'equals', values: ['net_inflow'] },
        { member: 'targets.level', operator: 'equals', values: ['outlet'] },
      ];
      const query = { measures: ['targets.target'], filters };
      const bank = await cube.load('hq.exec', query);
      const branch = await cube.load('branch.B0101', query);
      const { rows } = await database.client.query(
        `SELECT target FROM core.target WHERE metric = 'net_inflow' AND unit_code = 'B0101' AND period = '1991-Q1'`
      );
      expect(branch.rows).toEqual(rows);
      expect(Number(bank.rows[0]?.target)).toBeGreaterThan(Number(rows[0]?.target));
    });
  });
}
