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
