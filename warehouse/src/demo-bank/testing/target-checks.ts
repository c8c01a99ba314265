import { type ReadRows } from './read-rows';

/** What must be true of targets, in a bank in which nothing was changed yet. */
export function checkTargets(read: ReadRows): void {
  it('are there for every metric, level and kind of period', async () => {
    const rows = await read(
      `SELECT metric, level, period_kind, count(*)::int AS targets FROM mart.target_progress GROUP BY 1, 2, 3 HAVING sum(target) > 0`
    );
    expect(rows).toHaveLength(5 * 4 * 3);
  });

  it('add up exactly from staff to outlets, regions and the bank', async () => {
    expect(
      await read(
        `SELECT metric, unit_code, period FROM mart.target_progress WHERE level <> 'staff' AND children_target IS DISTINCT FROM target`
      )
    ).toEqual([]);
  });

  it('leave some regions ahead and some behind', async () => {
    const rows = await read(
      `SELECT metric, count(*) FILTER (WHERE status = 'green') > 0 AS ahead, count(*) FILTER (WHERE status = 'red') > 0 AS behind
       FROM mart.target_progress WHERE level = 'region' AND is_default GROUP BY metric`
    );
    expect(rows.filter(({ ahead, behind }) => ahead && behind).length).toBeGreaterThanOrEqual(2);
  });
}
