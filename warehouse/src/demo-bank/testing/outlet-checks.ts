import { type ReadRows } from './read-rows';

/** What must be true of staff. */
export function checkStaff(read: ReadRows): void {
  it('have a manager first and a teller in every outlet, hired once it was open', async () => {
    expect(
      await read(
        `SELECT o.outlet_code FROM core.outlet o LEFT JOIN core.staff s USING (outlet_code) GROUP BY 1
         HAVING count(*) FILTER (WHERE role = 'teller') = 0 OR count(*) FILTER (WHERE role = 'manager') <> 1
           OR min(staff_code) FILTER (WHERE role = 'manager') <> min(staff_code) OR min(hired_on) < min(opened_on)`
      )
    ).toEqual([]);
    expect(
      await read(
        `SELECT DISTINCT role FROM core.staff WHERE role NOT IN ('manager', 'teller', 'advisor', 'relationship_manager')
           OR full_time_equivalent NOT BETWEEN 0.1 AND 1 OR hired_on IS NULL`
      )
    ).toEqual([]);
  });

  it('who look after customers have targets, tellers have neither', async () => {
    const rows = await read(
      `SELECT role, bool_or(EXISTS (SELECT FROM core.customer c WHERE c.staff_code = s.staff_code)) AS customers,
         bool_or(EXISTS (SELECT FROM core.target t WHERE t.unit_code = s.staff_code)) AS targets
       FROM core.staff s GROUP BY 1 ORDER BY 1`
    );
    expect(rows).toEqual([
      { role: 'advisor', customers: true, targets: true },
      { role: 'manager', customers: true, targets: true },
      { role: 'relationship_manager', customers: true, targets: true },
      { role: 'teller', customers: false, targets: false },
    ]);
  });
}

/** What must be true of the queues. */
export function checkVisits(read: ReadRows, scale: number): void {
  it('hold tickets of every open outlet, in opening hours of working days in Madrid, of customers of that time', async () => {
    const [row] = await read(
      `SELECT count(*)::int AS visits, count(DISTINCT outlet_code)::int AS outlets, round(avg((served_at IS NULL)::int), 3)::float8 AS left_share,
         round(avg((customer_code IS NULL)::int), 2)::float8 AS others FROM core.outlet_visit`
    );
    expect(row?.outlets).toBe(60);
    expect(Number(row?.visits)).toBeGreaterThan(scale * 15_000);
    expect(Number(row?.visits)).toBeLessThan(scale * 20_000);
    expect(Number(row?.left_share)).toBeGreaterThan(0.01);
    expect(Number(row?.left_share)).toBeLessThan(0.06);
    expect(Number(row?.others)).toBeGreaterThan(0.08);
    expect(
      await read(
        `SELECT v.visit_code FROM (
           SELECT *, issued_at AT TIME ZONE 'Europe/Madrid' AS local FROM core.outlet_visit) v
         LEFT JOIN core.calendar d ON d.day = v.local::date JOIN core.outlet o USING (outlet_code) LEFT JOIN core.customer c USING (customer_code)
         WHERE NOT coalesce(d.is_working_day, false) OR v.local::time NOT BETWEEN '08:30' AND '14:30' OR v.local::date NOT BETWEEN '2024-07-01' AND '2026-06-30'
           OR v.local::date < o.opened_on OR v.local::date < c.customer_since OR v.local::date >= c.closed_on OR c.outlet_code <> v.outlet_code LIMIT 5`
      )
    ).toEqual([]);
  });

  it('hold called visitors in time, soon after closing at the latest', async () => {
    expect(
      await read(
        `SELECT visit_code FROM core.outlet_visit WHERE served_at < issued_at OR finished_at <= served_at OR (served_at IS NULL) <> (finished_at IS NULL)
           OR (served_at AT TIME ZONE 'Europe/Madrid')::time > '15:00' OR service NOT IN ('counter', 'advice')`
      )
    ).toEqual([]);
  });

  it('32: B0105 has the longest waits from 6 October 2025 on, three times as long as before, and loses more visitors', async () => {
    const rows = await read(
      `SELECT outlet_code, avg(s - i) FILTER (WHERE is_after) / avg(s - i) FILTER (WHERE NOT is_after) AS ratio,
         avg((served_at IS NULL)::int) FILTER (WHERE is_after)::float8 AS left_after, avg((served_at IS NULL)::int) FILTER (WHERE NOT is_after)::float8 AS left_before
       FROM (SELECT *, issued_at >= '2025-10-06' AS is_after,
         extract(epoch FROM served_at) AS s, extract(epoch FROM issued_at) AS i FROM core.outlet_visit) v
       GROUP BY 1 ORDER BY avg(s - i) FILTER (WHERE is_after) DESC`.replaceAll('avg(s - i)', 'avg(s - i)')
    );
    expect(rows[0]?.outlet_code).toBe('B0105');
    expect(Number(rows[0]?.ratio)).toBeGreaterThan(2.2);
    expect(Number(rows[1]?.ratio)).toBeLessThan(1.5);
    expect(Number(rows[0]?.left_after)).toBeGreaterThan(Number(rows[0]?.left_before) * 3);
  });

  it('33: most people come on Mondays, and on paydays', async () => {
    const [row] = await read(
      `WITH day AS (
         SELECT c.day, extract(isodow FROM c.day) AS weekday, count(v.*) AS visits,
           row_number() OVER (PARTITION BY date_trunc('month', c.day::timestamp) ORDER BY c.day DESC) AS from_end
         FROM core.calendar c LEFT JOIN core.outlet_visit v ON (v.issued_at AT TIME ZONE 'Europe/Madrid')::date = c.day
         WHERE c.is_working_day AND c.day BETWEEN '2024-07-01' AND '2026-06-30' GROUP BY 1)
       SELECT (avg(visits) FILTER (WHERE weekday = 1) / avg(visits) FILTER (WHERE weekday IN (2, 3, 4)))::float8 AS monday,
         (avg(visits) FILTER (WHERE from_end <= 4) / avg(visits) FILTER (WHERE from_end > 4))::float8 AS payday FROM day`
    );
    expect(Number(row?.monday)).toBeGreaterThan(1.3);
    expect(Number(row?.payday)).toBeGreaterThan(1.15);
  });
}

/** What must be true of income and cost. */
export function checkResults(read: ReadRows): void {
  const costIncome = `sum(amount) FILTER (WHERE kind = 'cost') / sum(amount) FILTER (WHERE kind = 'income')`;

  it("are booked on every month's last day since an outlet is open, five lines of it, none negative", async () => {
    expect(
      await read(
        `SELECT o.outlet_code FROM core.outlet o
         LEFT JOIN core.outlet_result r ON r.outlet_code = o.outlet_code AND r.amount >= 0
           AND r.booked_on = (date_trunc('month', r.booked_on::timestamp) + interval '1 month - 1 day')::date
           AND (r.line, r.kind) IN (('interest_income', 'income'), ('fee_income', 'income'), ('staff_cost', 'cost'), ('premises_cost', 'cost'), ('other_cost', 'cost'))
         GROUP BY 1 HAVING count(*) <> CASE o.outlet_code WHEN 'B0806' THEN 17 ELSE 24 END * 5
           OR min(booked_on) < o.opened_on OR max(booked_on) <> '2026-06-30'`
      )
    ).toEqual([]);
  });

  it('follow from what there is: more balances more interest, more work of staff more cost', async () => {
    const [row] = await read(
      `WITH ledger AS (
         SELECT a.outlet_code, sum(b.balance) AS balance FROM core.account_balance b JOIN core.account a USING (account_code)
         WHERE date '2026-06-30' BETWEEN b.valid_from AND b.valid_to GROUP BY 1
       ), work AS (SELECT outlet_code, sum(full_time_equivalent) AS fte FROM core.staff GROUP BY 1)
       SELECT corr(i.amount, l.balance) AS interest, corr(s.amount, w.fte) AS staff FROM core.outlet_result i
       JOIN core.outlet_result s USING (outlet_code, booked_on) JOIN ledger l USING (outlet_code) JOIN work w USING (outlet_code)
       WHERE i.line = 'interest_income' AND s.line = 'staff_cost' AND booked_on = '2026-06-30' AND outlet_code <> 'B0806'`
    );
    expect(Number(row?.interest)).toBeGreaterThan(0.7);
    expect(Number(row?.staff)).toBeGreaterThan(0.95);
  });

  it('38: the bank spends 54 % of its income; B0407 a fifth more than it earns and ever more since July 2025, as no other outlet of its age', async () => {
    const [bank] = await read(`SELECT (${costIncome})::float8 AS ratio FROM core.outlet_result`);
    expect(Number(bank?.ratio)).toBeGreaterThan(0.52);
    expect(Number(bank?.ratio)).toBeLessThan(0.57);
    const outlets = await read(
      `SELECT outlet_code, (${costIncome})::float8 AS ratio FROM core.outlet_result WHERE booked_on > '2025-06-30' AND outlet_code <> 'B0806'
       GROUP BY 1 ORDER BY 2 DESC`
    );
    expect(outlets[0]?.outlet_code).toBe('B0407');
    expect(Number(outlets[0]?.ratio)).toBeGreaterThan(1.2);
    const [before] = await read(
      `SELECT (${costIncome})::float8 AS ratio FROM core.outlet_result WHERE booked_on <= '2025-06-30' AND outlet_code = 'B0407'`
    );
    expect(Number(outlets[0]?.ratio)).toBeGreaterThan(Number(before?.ratio) * 1.1);
  });
}
