import { type BankReader } from './bank-reader';

const day = (moment: string) => `(${moment} AT TIME ZONE 'Europe/Madrid')::date`;

/** What must be true of visits of the mobile and web bank beside the planted truths. */
export function checkOnline({ read, readValue, scale }: BankReader): void {
  it('sees customers only from when they joined to when they left, and never those who do nothing at the bank', async () => {
    expect(
      await read(
        `SELECT s.session_code FROM core.app_session s JOIN core.customer c USING (customer_code)
         WHERE ${day('s.started_at')} < c.customer_since OR ${day('s.started_at')} >= c.closed_on OR s.outlet_code <> c.outlet_code OR s.visitor_code <> s.customer_code
           OR ${day('s.started_at')} NOT BETWEEN '2024-07-01' AND '2026-06-30'`
      )
    ).toEqual([]);
    expect(
      await readValue(
        `SELECT count(DISTINCT customer_code) FILTER (WHERE segment = 'young')::float8 / count(DISTINCT customer_code) AS value
         FROM core.customer JOIN core.app_session USING (customer_code) WHERE segment IN ('young', 'senior')`
      )
    ).toBeGreaterThan(0.4);
    const quiet = await readValue(
      `SELECT count(*) AS value FROM core.customer c WHERE segment = 'general' AND NOT EXISTS (SELECT FROM core.app_session s WHERE s.customer_code = c.customer_code)`
    );
    expect(quiet).toBeGreaterThan(scale * 100);
  });

  it('tells strangers apart, who belong to no customer and no outlet and only try to become one', async () => {
    expect(
      await read(
        `SELECT DISTINCT e.journey FROM core.app_session s LEFT JOIN core.app_event e USING (session_code)
         WHERE s.customer_code IS NULL AND (s.outlet_code IS NOT NULL OR e.journey IS DISTINCT FROM 'onboarding' OR e.step = 'first_login')`
      )
    ).toEqual([]);
    expect(
      await readValue(`SELECT count(*) AS value FROM core.app_session WHERE customer_code IS NULL`)
    ).toBeGreaterThan(scale * 12);
  });

  it('has steps within their visit only, in order, none left out, of one journey', async () => {
    expect(
      await read(
        `WITH numbered AS (
           SELECT e.*, s.started_at, j.step_order, row_number() OVER (PARTITION BY session_code ORDER BY e.occurred_at) AS place, min(e.journey) OVER (PARTITION BY session_code) AS first_journey
           FROM core.app_event e JOIN core.app_session s USING (session_code) JOIN core.journey_step j USING (journey, step)
         ) SELECT event_code FROM numbered WHERE occurred_at <= started_at OR occurred_at > started_at + interval '6 hours' OR step_order <> place OR journey <> first_journey`
      )
    ).toEqual([]);
    const late = await readValue(
      `SELECT avg((minutes > within_minutes)::integer) AS value FROM (
         SELECT j.within_minutes, extract(epoch FROM e.occurred_at - lag(e.occurred_at) OVER (PARTITION BY session_code ORDER BY e.occurred_at)) / 60 AS minutes
         FROM core.app_event e JOIN core.journey_step j USING (journey, step)) gap`
    );
    expect(late).toBeGreaterThan(0.001);
    expect(late).toBeLessThan(0.03);
  });

  it('runs versions of the app after their release, none on the web', async () => {
    expect(
      await read(
        `SELECT s.session_code FROM core.app_session s LEFT JOIN core.app_release r ON r.version = s.app_version
         WHERE CASE s.channel WHEN 'mobile' THEN r.version IS NULL OR r.released_on > ${day('s.started_at')} WHEN 'web' THEN s.app_version IS NOT NULL ELSE true END`
      )
    ).toEqual([]);
    expect(await readValue(`SELECT count(*) AS value FROM core.app_release`)).toBe(14);
  });

  it('ends a journey in the product: deposits signed were opened, funds confirmed were bought, whoever came in is a new customer', async () => {
    expect(
      await read(
        `SELECT e.event_code FROM core.app_event e JOIN core.app_session s USING (session_code)
         WHERE CASE e.step
           WHEN 'signed' THEN NOT EXISTS (SELECT FROM core.account a JOIN core.account_holder h USING (account_code)
             WHERE h.customer_code = s.customer_code AND a.product_code = 'term' AND a.opened_on = ${day('s.started_at')})
           WHEN 'confirmed' THEN NOT EXISTS (SELECT FROM core.wealth_trade t
             WHERE t.customer_code = s.customer_code AND t.side = 'buy' AND t.staff_code IS NULL AND t.day = ${day('s.started_at')})
           WHEN 'first_login' THEN NOT EXISTS (SELECT FROM core.customer c WHERE c.customer_code = s.customer_code AND c.customer_since = ${day('s.started_at')})
           ELSE false END`
      )
    ).toEqual([]);
  });
}

/** Planted truths 12 and 13. */
export function checkOnlineTruths({ read, readValue }: BankReader): void {
  const stepRate = (journey: string, before: string, after: string, condition: string) =>
    readValue(
      `SELECT count(e.event_code)::float8 / count(*) AS value FROM core.app_session s JOIN core.app_event b ON b.session_code = s.session_code AND b.step = '${before}'
       LEFT JOIN core.app_event e ON e.session_code = s.session_code AND e.step = '${after}' WHERE b.journey = '${journey}' AND ${condition}`
    );

  it('12: version 5.7.0 of the app loses people at the terms of term deposits until 5.7.1 repairs it, and more complain', async () => {
    const terms = (condition: string) => stepRate('open_term_deposit', 'amount', 'terms', condition);
    // A dent that everybody sees, and still some get through.
    const broken = await terms(`app_version = '5.7.0'`);
    expect(broken).toBeGreaterThan(0.15);
    expect(broken).toBeLessThan(0.55);
    expect(await terms(`app_version = '5.6.0'`)).toBeGreaterThan(0.65);
    expect(await terms(`app_version IN ('5.7.1', '5.8.0')`)).toBeGreaterThan(0.6);
    expect(await terms(`channel = 'web' AND started_at BETWEEN '2026-04-13' AND '2026-05-18'`)).toBeGreaterThan(0.6);
    const rows = await read<{ version: string }>(
      `SELECT app_version AS version FROM core.app_session s JOIN core.app_event b ON b.session_code = s.session_code AND b.step = 'amount'
       LEFT JOIN core.app_event e ON e.session_code = s.session_code AND e.step = 'terms' WHERE app_version <> ''
       GROUP BY 1 HAVING count(*) > 40 AND count(e.event_code)::float8 / count(*) < 0.6`
    );
    expect(rows).toEqual([{ version: '5.7.0' }]);
    const [most] = await read<{ month: string }>(
      `SELECT to_char(opened_on, 'YYYY-MM') AS month FROM core.complaint WHERE subject = 'app' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`
    );
    expect(['2026-04', '2026-05']).toContain(most?.month);
  });

  it('13: from October 2025 to March 2026 variant B brings 12 points more of those who worked out an installment to state their income', async () => {
    const details = (condition: string) => stepRate('apply_loan', 'simulate', 'details', condition);
    const effect = (await details(`variant = 'B'`)) - (await details(`variant = 'A'`));
    expect(effect).toBeGreaterThan(0.06);
    expect(effect).toBeLessThan(0.18);
    expect(
      await read(
        `SELECT DISTINCT e.journey FROM core.app_session s LEFT JOIN core.app_event e USING (session_code)
         WHERE (s.variant IS NOT NULL) <> (e.journey IS NOT DISTINCT FROM 'apply_loan' AND ${day('s.started_at')} BETWEEN '2025-10-01' AND '2026-03-31')`
      )
    ).toEqual([]);
    expect(
      await read(`SELECT visitor_code FROM core.app_session GROUP BY 1 HAVING count(DISTINCT variant) > 1`)
    ).toEqual([]);
  });
}
