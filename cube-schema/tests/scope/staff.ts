import { cube } from './scoped-bank';
import { expectNothingForeign, measureOf, openToStaff, readViews } from './views';

/** Staff: their own targets, customers and contacts. */
export function describeStaff(): void {
  describe('staff', () => {
    const staff = 'staff.S010101';
    const ofTargets = {
      measures: ['targets.targets', 'targets.score'],
      dimensions: ['targets.staff_code', 'targets.level'],
    };

    test('see their own targets only, at whatever level they ask', async () => {
      expect((await cube.load(staff, ofTargets)).rows).toMatchObject([{ staff_code: 'S010101', level: 'staff' }]);
      const own = await cube.load(staff, { measures: ['targets.score'] });
      const seenByBank = await cube.load('hq.exec', {
        measures: ['targets.score'],
        filters: [{ member: 'targets.staff_code', operator: 'equals', values: ['S010101'] }],
      });
      expect(own.rows).toHaveLength(1);
      expect(own.rows).toEqual(seenByBank.rows);
      for (const level of ['bank', 'region', 'outlet', 'staff']) {
        const filters = [{ member: 'targets.level', operator: 'equals', values: [level] }];
        const { status, rows } = await cube.load(staff, { ...ofTargets, filters, total: true });
        expect(status).toBe(200);
        expect(rows).toHaveLength(level === 'staff' ? 1 : 0);
      }
      const others = {
        or: [
          { member: 'targets.staff_code', operator: 'set' },
          { member: 'targets.level', operator: 'set' },
        ],
      };
      expect((await cube.load(staff, { ...ofTargets, filters: [others] })).rows).toHaveLength(1);
    });

    test.each(['deposits', 'customers', 'loans', 'cards', 'outlets', 'sources'])(
      'are told that %s is not open to them',
      async (view) => {
        const answer = await cube.load(staff, { measures: [measureOf[view] ?? 'sources.rows_loaded'] });
        expect(answer).toMatchObject({ status: 403, rows: [] });
        expect(answer.error).toMatch(`The view ${view} is not open to the role staff: ask`);
        expectNothingForeign(answer.text);
      }
    );

    test('see in the model what is open to them', async () => {
      expect(readViews((await cube.send(staff, '/cubejs-api/v1/meta')).text)).toEqual(openToStaff);
      const viewer = await cube.send(staff, '/branchlight/v1/viewer');
      expect(JSON.parse(viewer.text)).toMatchObject({
        scopeKey: 'staff:S010101+personal',
        seesPersonalData: true,
        unit: {
          level: 'staff',
          parents: [
            { level: 'outlet', code: 'B0101', name: 'Harbour' },
            { level: 'region', code: 'R01', name: 'North' },
            { level: 'bank', code: 'HQ', name: 'Test Bank' },
          ],
        },
      });
    });
  });
}
