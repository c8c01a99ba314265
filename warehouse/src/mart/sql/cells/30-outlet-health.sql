-- mart.outlet_health, all of it: it is worked out from sums by outlet, which are few.

DROP TABLE IF EXISTS pg_temp.health_month, pg_temp.health_outlet, pg_temp.health_value, pg_temp.health_group, pg_temp.health_score;

-- Months whose days are all within the data; of a bank that only states balances those in which it stated some.
CREATE TEMP TABLE health_month ON COMMIT DROP AS
SELECT month.first_day, month.last_day, coalesce(lead(month.last_day) OVER (ORDER BY month.last_day) - 1, 'infinity') AS valid_to
FROM scope
CROSS JOIN LATERAL generate_series(date_trunc('month', scope.first_day::timestamp), scope.last_day, '1 month') start
CROSS JOIN LATERAL (SELECT start::date AS first_day, (start + interval '1 month')::date - 1 AS last_day) month
WHERE month.last_day <= scope.last_day
  AND CASE
    WHEN scope.has_transactions THEN month.first_day >= scope.first_day
    ELSE EXISTS (SELECT FROM core.outlet_balance b WHERE b.day BETWEEN month.first_day AND month.last_day)
  END;

CREATE TEMP TABLE health_outlet ON COMMIT DROP AS
SELECT
  m.first_day,
  m.last_day,
  o.outlet_code,
  o.region_code,
  d.balance,
  coalesce(c.setting, 'unknown') AS setting,
  (ARRAY['small', 'medium', 'large'])[ntile(3) OVER (PARTITION BY m.last_day ORDER BY coalesce(d.balance, 0), o.outlet_code)] AS size,
  CASE
    WHEN o.opened_on IS NULL THEN 'unknown'
    WHEN o.opened_on > m.last_day - interval '5 years' THEN 'new'
    WHEN o.opened_on > m.last_day - interval '15 years' THEN 'established'
    ELSE 'mature'
  END AS age
FROM health_month m
JOIN mart.outlet o ON coalesce(o.opened_on <= m.last_day, true) AND coalesce(o.closed_on > m.last_day, true)
JOIN core.outlet c USING (outlet_code)
LEFT JOIN mart.deposit_grid g ON m.last_day BETWEEN g.day AND g.valid_to
LEFT JOIN mart.deposit_outlet_day d ON d.day = g.day AND d.outlet_code = o.outlet_code;
ANALYZE health_month, health_outlet;

-- One measure per part, as sums divided; higher is better.
CREATE TEMP TABLE health_value ON COMMIT DROP AS
WITH point AS (
  SELECT m.*, (SELECT max(k.day) FROM mart.checkpoint k WHERE k.day <= m.last_day + 1) AS checkpoint FROM health_month m
), customers AS (
  SELECT last_day, outlet_code, sum(active_customers) AS active, sum(active_lines) AS lines
  FROM (
    SELECT p.last_day, s.outlet_code, s.active_customers, s.active_lines
    FROM point p JOIN mart.customer_state s ON s.day = p.checkpoint AND NOT s.is_detailed
    UNION ALL
    SELECT p.last_day, c.outlet_code, c.active_customers, c.active_lines
    FROM point p JOIN mart.customer_change c ON c.day BETWEEN coalesce(p.checkpoint, '-infinity') AND p.last_day AND NOT c.is_detailed
  ) cell
  GROUP BY 1, 2
), loans AS (
  SELECT last_day, outlet_code, sum(outstanding) AS outstanding, sum(outstanding) FILTER (WHERE status IN ('defaulted', 'arrears')) AS bad
  FROM (
    SELECT p.last_day, s.outlet_code, s.status, s.outstanding FROM point p JOIN mart.loan_state s ON s.day = p.checkpoint
    UNION ALL
    SELECT p.last_day, c.outlet_code, c.status, c.outstanding
    FROM point p JOIN mart.loan_change c ON c.day BETWEEN coalesce(p.checkpoint, '-infinity') AND p.last_day
  ) cell
  GROUP BY 1, 2
), quarter AS (
  SELECT m.last_day, d.outlet_code, sum(d.income) AS income, sum(d.cost) AS cost, sum(d.served) AS served, sum(d.wait_minutes) AS wait_minutes
  FROM health_month m
  JOIN mart.outlet_day d ON d.day BETWEEN (m.first_day - interval '2 months')::date AND m.last_day
  GROUP BY 1, 2
)
SELECT o.last_day, o.outlet_code, part.part, part.value
FROM health_outlet o
LEFT JOIN mart.deposit_grid g ON (o.first_day - interval '11 months')::date - 1 BETWEEN g.day AND g.valid_to
LEFT JOIN mart.deposit_outlet_day before ON before.day = g.day AND before.outlet_code = o.outlet_code
LEFT JOIN customers c ON c.last_day = o.last_day AND c.outlet_code = o.outlet_code
LEFT JOIN loans l ON l.last_day = o.last_day AND l.outlet_code = o.outlet_code
LEFT JOIN quarter q ON q.last_day = o.last_day AND q.outlet_code = o.outlet_code
LEFT JOIN mart.outlet_digital_day v
  ON v.outlet_code = o.outlet_code AND v.day = least(o.last_day, (SELECT max(day) FROM mart.outlet_digital_day))
CROSS JOIN LATERAL (VALUES
  ('scale', o.balance::double precision),
  ('growth', CASE WHEN before.balance > 0 THEN o.balance::double precision / before.balance::double precision END),
  ('quality', c.lines::double precision / nullif(c.active, 0)),
  ('productivity', CASE WHEN q.cost > 0 THEN coalesce(q.income, 0)::double precision / q.cost::double precision END),
  ('risk', -coalesce(l.bad, 0)::double precision / nullif(l.outstanding, 0)::double precision),
  ('service', -q.wait_minutes::double precision / nullif(q.served, 0)),
  ('digital', v.customers::double precision / nullif(c.active, 0))
) part (part, value)
WHERE part.value IS NOT NULL;
ANALYZE health_value;

-- Of every outlet its groups from the narrowest to the whole bank, with how many outlets they have.
CREATE TEMP TABLE health_group ON COMMIT DROP AS
SELECT
  *,
  count(*) OVER w AS peers,
  count(*) OVER w - count(*) OVER (PARTITION BY last_day, level, peer_group, region_code) AS peers_beyond_region
FROM (
  SELECT o.last_day, o.outlet_code, o.region_code, kind.level, kind.peer_group
  FROM health_outlet o
  CROSS JOIN LATERAL (VALUES
    (1, concat_ws('/', o.setting, o.size, o.age)), (2, concat_ws('/', o.setting, o.size)), (3, o.setting), (4, 'all')
  ) kind (level, peer_group)
) g
WINDOW w AS (PARTITION BY last_day, level, peer_group);
ANALYZE health_group;

CREATE TEMP TABLE health_score ON COMMIT DROP AS
SELECT g.last_day, g.outlet_code, g.level, v.part,
  100 * (rank() OVER w - 1 + (count(*) OVER (w RANGE BETWEEN CURRENT ROW AND CURRENT ROW) - 1) / 2.0::double precision)
    / nullif(count(*) OVER (PARTITION BY g.last_day, g.level, g.peer_group, v.part) - 1, 0) AS score,
  count(*) OVER (PARTITION BY g.last_day, g.level, g.peer_group, v.part) - 1 AS others,
  count(*) OVER (PARTITION BY g.last_day, g.level, g.peer_group, v.part)
    - count(*) OVER (PARTITION BY g.last_day, g.level, g.peer_group, v.part, g.region_code) AS beyond_region
FROM health_group g
JOIN health_value v ON v.last_day = g.last_day AND v.outlet_code = g.outlet_code
WINDOW w AS (PARTITION BY g.last_day, g.level, g.peer_group, v.part ORDER BY v.value);
ANALYZE health_score;

DELETE FROM mart.outlet_health;
INSERT INTO mart.outlet_health (outlet_code, valid_from, valid_to, peer_group, peers, is_open_to_branch, is_open_to_region,
  scale, growth, quality, productivity, risk, service, digital, health_index, coverage, classification)
WITH chosen AS (
  SELECT DISTINCT ON (last_day, outlet_code) * FROM health_group WHERE peers >= 8 OR level = 4 ORDER BY last_day, outlet_code, level
), placed AS (
  SELECT
    c.last_day,
    c.outlet_code,
    c.peer_group,
    c.peers,
    -- What a manager is told stands for seven outlets or more beyond the own scope: it tells about none of them.
    c.peers - 1 >= 7 AND coalesce(bool_and(s.others >= 7), true) AS is_open_to_branch,
    c.peers_beyond_region >= 7 AND coalesce(bool_and(s.beyond_region >= 7), true) AS is_open_to_region,
    max(s.score) FILTER (WHERE s.part = 'scale') AS scale,
    max(s.score) FILTER (WHERE s.part = 'growth') AS growth,
    max(s.score) FILTER (WHERE s.part = 'quality') AS quality,
    max(s.score) FILTER (WHERE s.part = 'productivity') AS productivity,
    max(s.score) FILTER (WHERE s.part = 'risk') AS risk,
    max(s.score) FILTER (WHERE s.part = 'service') AS service,
    max(s.score) FILTER (WHERE s.part = 'digital') AS digital,
    sum(p.weight * s.score) FILTER (WHERE s.score IS NOT NULL) / nullif(sum(p.weight) FILTER (WHERE s.score IS NOT NULL), 0) AS health_index,
    coalesce(sum(p.weight) FILTER (WHERE s.score IS NOT NULL), 0) AS weight
  FROM chosen c
  LEFT JOIN health_score s USING (last_day, outlet_code, level)
  LEFT JOIN core.health_part p USING (part)
  GROUP BY 1, 2, 3, 4, c.peers_beyond_region
)
SELECT p.outlet_code, p.last_day, m.valid_to, p.peer_group, p.peers, p.is_open_to_branch, p.is_open_to_region,
  p.scale, p.growth, p.quality, p.productivity, p.risk, p.service, p.digital, p.health_index,
  p.weight / (SELECT sum(weight) FROM core.health_part),
  CASE
    WHEN p.productivity IS NULL OR p.growth IS NULL THEN 'unknown'
    WHEN p.productivity >= 50 THEN CASE WHEN p.growth >= 50 THEN 'leading' ELSE 'steady' END
    WHEN p.growth >= 50 THEN 'promising'
    ELSE 'lagging'
  END
FROM placed p
JOIN health_month m USING (last_day);
SELECT pg_temp.analyze_grown('mart.outlet_health');
