import { type ReadRows } from './read-rows';

/** What must be true of contacts. */
export function checkContacts(read: ReadRows): void {
  it('are with customers of that day, by staff of their outlet or the call center', async () => {
    expect(
      await read(
        `SELECT n.contact_code FROM core.contact n JOIN core.customer c USING (customer_code) LEFT JOIN core.staff s ON s.staff_code = n.staff_code
         JOIN core.calendar d ON d.day = n.contacted_on
         WHERE n.contacted_on < c.customer_since OR n.contacted_on >= c.closed_on OR n.contacted_on NOT BETWEEN '2024-07-01' AND '2026-06-30' OR NOT d.is_working_day
           OR n.outlet_code <> c.outlet_code OR (n.channel = 'call_center') <> (n.staff_code IS NULL) OR s.outlet_code <> n.outlet_code
           OR s.hired_on > n.contacted_on LIMIT 5`
      )
    ).toEqual([]);
  });

  it('end in one of four ways; what was accepted brings money, in person more often than by the call center', async () => {
    expect(
      await read(
        `SELECT disposition, bool_and(is_accepted) AS accepted, sum(revenue) > 0 AS earns, min(cost) > 0 AS costs FROM core.contact GROUP BY 1 ORDER BY 1`
      )
    ).toEqual([
      { disposition: 'accepted', accepted: true, earns: true, costs: true },
      { disposition: 'callback', accepted: false, earns: false, costs: true },
      { disposition: 'not_reached', accepted: false, earns: false, costs: true },
      { disposition: 'refused', accepted: false, earns: false, costs: true },
    ]);
    const rates = await read(
      `SELECT channel FROM core.contact GROUP BY 1 ORDER BY avg(is_accepted::int) DESC, channel`
    );
    expect(rates.map(({ channel }) => channel)).toEqual(['branch', 'phone', 'call_center']);
  });
}

/** What must be true of campaigns. */
export function checkCampaigns(read: ReadRows): void {
  it('37: have effects of known size, which their control groups recover', async () => {
    const rows = await read(
      `SELECT campaign_code AS code, avg(has_responded::int) FILTER (WHERE NOT is_control)::float8 AS contacted,
         avg(has_responded::int) FILTER (WHERE is_control)::float8 AS control,
         count(*) FILTER (WHERE NOT is_control)::int AS n, count(*) FILTER (WHERE is_control)::int AS held_back
       FROM core.campaign_member GROUP BY 1 ORDER BY 1`
    );
    const effects = { K2410B: 0.025, K2503C: 0, K2506S: -0.06, K2510T: 0.08, K2602A: 0.05, K2606V: 0.04 };
    expect(rows.map(({ code }) => code)).toEqual(Object.keys(effects));
    for (const [index, effect] of Object.values(effects).entries()) {
      const { code, contacted, control, n, held_back } = rows[index] ?? {};
      const [p1, p0, n1, n0] = [contacted, control, n, held_back].map(Number) as [number, number, number, number];
      const halfWidth = 1.96 * Math.sqrt((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0);
      expect([code, Math.abs(p1 - p0 - effect) < halfWidth]).toEqual([code, true]);
      expect([code, n0 / (n0 + n1) > 0.15 && n0 / (n0 + n1) < 0.25]).toEqual([code, true]);
      if (code === 'K2510T') {
        expect(p1 - p0).toBeGreaterThan(halfWidth);
      }
    }
  });

  it('count as responses what the facts show', async () => {
    // The day of the deed, per campaign, from the tables where it is recorded.
    const deeds = `
      SELECT 'K2510T' AS campaign_code, h.customer_code, a.opened_on AS day FROM core.account a JOIN core.account_holder h USING (account_code) WHERE a.product_code = 'term'
      UNION ALL SELECT k.campaign_code, h.customer_code, t.day FROM core.transaction t JOIN core.account_holder h USING (account_code)
        JOIN (VALUES ('K2503C', 'card_withdrawal'), ('K2606V', 'card_withdrawal'), ('K2410B', 'direct_debit')) k (campaign_code, operation) USING (operation)
        WHERE h.role = 'owner' AND t.category <> 'loan_payment'
      UNION ALL SELECT 'K2506S', h.customer_code, t.day FROM core.transaction t JOIN core.account_holder h USING (account_code)
        JOIN core.account a USING (account_code) WHERE a.product_code = 'savings' AND t.category = 'savings_transfer' AND t.direction = 'credit'
      UNION ALL SELECT 'K2602A', customer_code, (issued_at AT TIME ZONE 'Europe/Madrid')::date FROM core.outlet_visit WHERE service = 'advice' AND served_at IS NOT NULL`;
    expect(
      await read(
        `SELECT m.campaign_code, m.customer_code, m.responded_on, min(d.day) AS done FROM core.campaign_member m JOIN core.campaign c USING (campaign_code)
         LEFT JOIN (${deeds}) d ON d.campaign_code = m.campaign_code AND d.customer_code = m.customer_code
           AND d.day BETWEEN m.contacted_on + 1 AND m.contacted_on + c.window_days
         GROUP BY 1, 2, 3, m.has_responded HAVING m.responded_on IS DISTINCT FROM min(d.day) OR m.has_responded <> (min(d.day) IS NOT NULL) LIMIT 5`
      )
    ).toEqual([]);
  });

  it('choose customers of that day who consent to offers, on working days; only contacts cost', async () => {
    expect(
      await read(
        `SELECT m.campaign_code, m.customer_code FROM core.campaign_member m JOIN core.campaign k USING (campaign_code) JOIN core.customer c USING (customer_code)
         JOIN core.calendar d ON d.day = m.contacted_on
         WHERE NOT c.has_consent OR m.contacted_on < c.customer_since OR m.contacted_on >= c.closed_on OR NOT d.is_working_day
           OR m.contacted_on NOT BETWEEN k.starts_on AND k.ends_on OR m.outlet_code <> c.outlet_code
           OR (m.is_control AND m.cost <> 0) OR (NOT m.is_control AND m.cost = 0) OR (m.revenue > 0) <> m.has_responded LIMIT 5`
      )
    ).toEqual([]);
  });

  it('show in the facts: more term deposits are opened in October and November 2025 than in the months around', async () => {
    const [row] = await read(
      `SELECT (count(*) FILTER (WHERE opened_on BETWEEN '2025-10-07' AND '2025-11-23') / 48.0
         / (count(*) FILTER (WHERE opened_on BETWEEN '2025-05-01' AND '2025-09-30' OR opened_on BETWEEN '2025-12-01' AND '2026-04-30') / 304.0))::float8 AS ratio
       FROM core.account WHERE product_code = 'term'`
    );
    expect(Number(row?.ratio)).toBeGreaterThan(2);
  });

  it('make calls and meetings contacts, those of the group held back not', async () => {
    const [row] = await read(
      `SELECT (SELECT count(*)::int FROM core.contact WHERE purpose = 'campaign') AS contacts,
         (SELECT count(*)::int FROM core.campaign_member WHERE NOT is_control AND channel IN ('call_center', 'branch')) AS members`
    );
    expect(row?.contacts).toBe(row?.members);
  });
}

/** What must be true of referrals. */
export function checkReferrals(read: ReadRows): void {
  it('are made by customers of that day and followed by people who came afterwards, each once: no circles', async () => {
    expect(
      await read(
        `SELECT r.referral_code FROM core.referral r JOIN core.customer f ON f.customer_code = r.referrer_code
         LEFT JOIN core.customer i ON i.customer_code = r.invitee_code
         WHERE r.invited_on < f.customer_since OR r.invited_on >= f.closed_on OR r.invited_on NOT BETWEEN '2024-07-01' AND '2026-06-30'
           OR (r.invitee_code IS NULL) <> (r.activated_on IS NULL) OR (r.activated_on IS NULL) <> (r.reward = 0)
           OR i.customer_since <> r.activated_on OR i.customer_since <= r.invited_on OR f.customer_since >= i.customer_since LIMIT 5`
      )
    ).toEqual([]);
    expect(
      await read(`SELECT invitee_code FROM core.referral WHERE invitee_code IS NOT NULL GROUP BY 1 HAVING count(*) > 1`)
    ).toEqual([]);
  });

  it('34: a few key referrers bring a quarter of all invited customers', async () => {
    const [row] = await read(
      `SELECT (sum(n) FILTER (WHERE place <= greatest(5, total / 2000)) / sum(n))::float8 AS share FROM (
         SELECT count(*) AS n, row_number() OVER (ORDER BY count(*) DESC) AS place, (SELECT count(*) FROM core.customer) AS total
         FROM core.referral WHERE invitee_code IS NOT NULL GROUP BY referrer_code) ranked`
    );
    expect(Number(row?.share)).toBeGreaterThan(0.25);
    expect(Number(row?.share)).toBeLessThan(0.5);
  });

  it('35: invitations follow each other at least five times', async () => {
    const [row] = await read(
      `WITH RECURSIVE chain AS (
         SELECT invitee_code, 1 AS depth FROM core.referral r WHERE invitee_code IS NOT NULL
           AND NOT EXISTS (SELECT FROM core.referral before WHERE before.invitee_code = r.referrer_code)
         UNION ALL
         SELECT r.invitee_code, c.depth + 1 FROM chain c JOIN core.referral r ON r.referrer_code = c.invitee_code WHERE r.invitee_code IS NOT NULL
       ) SELECT max(depth)::int AS depth, count(*)::int AS invited, (SELECT count(*)::int FROM core.referral WHERE invitee_code IS NOT NULL) AS all_invited FROM chain`
    );
    expect(Number(row?.depth)).toBeGreaterThanOrEqual(5);
    // A circle would be reached from no begin.
    expect(row?.invited).toBe(row?.all_invited);
  });

  it('36: 29 % of the invitations bring somebody, so that a hundred customers bring five to eight others in two years (K factor)', async () => {
    const [row] = await read(
      `SELECT avg((activated_on IS NOT NULL)::int)::float8 AS activation,
         count(*)::float8 / (SELECT count(*) FROM core.customer WHERE customer_since <= '2024-06-30') * avg((activated_on IS NOT NULL)::int)::float8 AS k FROM core.referral`
    );
    expect(Number(row?.activation)).toBeCloseTo(0.29, 1);
    expect(Number(row?.k)).toBeGreaterThan(0.05);
    expect(Number(row?.k)).toBeLessThan(0.08);
  });
}
