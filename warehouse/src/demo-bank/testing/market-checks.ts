import { type ReadRows } from './read-rows';

/** What must be true of other banks and provinces. */
export function checkMarket(read: ReadRows): void {
  /** Number of other banks that pay more than this one for a term, by week. */
  const leads = (months: number) =>
    read(
      `SELECT observed_at::date AS week, observed_at::date >= date '2026-01-12' AS is_war, count(*) FILTER (WHERE r.rate > own.rate)::int AS above
       FROM core.competitor_rate r
       CROSS JOIN LATERAL (
         SELECT rate FROM core.own_rate o WHERE o.product = r.product AND o.term_months = r.term_months AND o.currency = r.currency
           AND o.valid_from <= observed_at::date ORDER BY valid_from DESC LIMIT 1
       ) own
       WHERE r.product = 'term' AND r.term_months = ${months} GROUP BY 1, 2`
    );

  it('31: four of five banks pay more for twelve months from 12 January 2026 on, none before', async () => {
    const weeks = await leads(12);
    expect(weeks).toHaveLength(105);
    expect(new Set(weeks.filter(({ is_war }) => is_war !== true).map(({ above }) => above))).toEqual(new Set([0]));
    expect(new Set(weeks.filter(({ is_war }) => is_war).map(({ above }) => above))).toEqual(new Set([4]));
    expect((await leads(6)).filter(({ above }) => above !== 0)).toEqual([]);
  });

  it('39: since then half as many term deposits are opened as in the year before, apart from the campaign', async () => {
    const [row] = await read(
      `SELECT (count(*) FILTER (WHERE opened_on >= '2026-01-12') / 170.0
         / (count(*) FILTER (WHERE opened_on BETWEEN '2025-01-12' AND '2026-01-11' AND NOT EXISTS (
             SELECT FROM core.account_holder h JOIN core.campaign_member m USING (customer_code)
             WHERE h.account_code = a.account_code AND m.campaign_code = 'K2510T')) / 365.0))::float8 AS ratio
       FROM core.account a WHERE product_code = 'term' AND opened_on BETWEEN '2025-01-12' AND '2026-06-30'`
    );
    expect(Number(row?.ratio)).toBeGreaterThan(0.3);
    expect(Number(row?.ratio)).toBeLessThan(0.75);
  });

  it('is observed every Monday at nine in Madrid, summer and winter', async () => {
    expect(
      await read(
        `SELECT DISTINCT to_char(observed_at AT TIME ZONE 'Europe/Madrid', 'ID HH24:MI') AS local FROM core.competitor_rate`
      )
    ).toEqual([{ local: '1 09:00' }]);
    expect(
      await read(
        `SELECT DISTINCT extract(hour FROM observed_at AT TIME ZONE 'UTC')::int AS utc FROM core.competitor_rate ORDER BY 1`
      )
    ).toEqual([{ utc: 7 }, { utc: 8 }]);
  });

  it('pays the rates that our deposits bear, each by its term and the day on which it was opened', async () => {
    expect(
      await read(
        `SELECT a.account_code FROM core.account a
         JOIN core.transaction t ON t.account_code = a.account_code AND t.category = 'interest'
         JOIN core.transaction start ON start.account_code = a.account_code AND start.direction = 'credit' AND start.category <> 'interest'
         CROSS JOIN LATERAL (
           SELECT rate FROM core.own_rate WHERE product = 'term' AND (a.opened_on + term_months * interval '1 month')::date = a.matures_on
           ORDER BY valid_from <= a.opened_on DESC, CASE WHEN valid_from <= a.opened_on THEN valid_from END DESC, valid_from LIMIT 1) own
         WHERE a.product_code = 'term' AND (own.rate <> a.interest_rate
           OR abs(t.amount - start.amount * own.rate * (a.closed_on - 1 - a.opened_on) / 365) > 0.01)`
      )
    ).toEqual([]);
  });

  it('says that the figures about provinces are made up, and they agree with themselves', async () => {
    expect(await read(`SELECT DISTINCT source FROM core.area_statistic`)).toEqual([
      { source: 'made up for the demo bank' },
    ]);
    expect(
      await read(
        `SELECT area_code FROM core.area_statistic GROUP BY 1, as_of
         HAVING count(*) <> 7 OR max(value) FILTER (WHERE indicator = 'inhabitants') <> sum(value) FILTER (WHERE indicator LIKE 'inhabitants\\__%')`
      )
    ).toEqual([]);
    expect(
      await read(
        `SELECT area_code FROM core.area WHERE inhabitants IS NULL OR urban_share NOT BETWEEN 0.3 AND 1 OR average_salary NOT BETWEEN 1000 AND 4000
           OR unemployment_rate NOT BETWEEN 0.03 AND 0.3 OR unemployment_rate >= unemployment_rate_previous OR entrepreneurs_per_1000 <= 0 OR crimes <= 0`
      )
    ).toEqual([]);
  });

  it('has branches of other banks within a few kilometres of ours, more in cities', async () => {
    expect(
      await read(
        `SELECT place_code FROM core.competitor_outlet c WHERE NOT EXISTS (
           SELECT FROM core.outlet o WHERE abs(o.latitude - c.latitude) < 0.02 AND abs(o.longitude - c.longitude) < 0.03)`
      )
    ).toEqual([]);
    const [row] = await read(
      `SELECT count(*)::int AS places, count(DISTINCT bank)::int AS banks, count(DISTINCT area_code)::int AS provinces FROM core.competitor_outlet`
    );
    expect(row).toMatchObject({ banks: 4, places: expect.any(Number) });
    expect(Number(row?.places)).toBeGreaterThan(200);
  });
}
