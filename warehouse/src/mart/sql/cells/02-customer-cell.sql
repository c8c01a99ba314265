-- mart.customer_change and mart.customer_state, from the spans. A customer is in one cell until a span ends or a birthday comes.

CREATE TEMP TABLE customer_piece ON COMMIT DROP AS
WITH span AS (
  SELECT s.*, least(s.valid_to, r.last_day) AS until
  FROM mart.customer_span s
  JOIN rebuild r ON r.domain = 'customers'
  WHERE s.valid_to >= r.from_day - 1 AND s.valid_from <= r.last_day
), band (years, age_band) AS (
  VALUES (0, 'under_25'), (25, '25_34'), (35, '35_44'), (45, '45_54'), (55, '55_64'), (65, '65_plus')
), age AS (
  -- Born on 29 February, somebody is a year older on 1 March where there is no such day.
  SELECT
    c.birth_date,
    band.age_band,
    CASE WHEN band.years = 0 THEN '-infinity' ELSE birthday.day + (extract(day FROM birthday.day) <> extract(day FROM c.birth_date))::integer END AS first_day
  FROM (SELECT DISTINCT birth_date FROM span WHERE birth_date IS NOT NULL) c
  CROSS JOIN band
  CROSS JOIN LATERAL (SELECT (c.birth_date + make_interval(years => band.years))::date AS day) birthday
), aged AS (
  SELECT birth_date, age_band, first_day, coalesce(lead(first_day) OVER (PARTITION BY birth_date ORDER BY first_day) - 1, 'infinity') AS last_day
  FROM age
)
SELECT
  s.customer_code,
  greatest(s.valid_from, a.first_day) AS valid_from,
  least(s.valid_to, a.last_day) AS valid_to,
  s.outlet_code,
  s.tier,
  coalesce(s.segment, 'unknown') AS segment,
  coalesce(a.age_band, 'unknown') AS age_band,
  coalesce(s.sex, 'unknown') AS sex,
  s.is_active::integer AS active,
  CASE WHEN s.is_active THEN s.product_lines ELSE 0 END AS active_lines
FROM span s
LEFT JOIN aged a ON a.birth_date = s.birth_date AND a.first_day <= s.until AND a.last_day >= s.valid_from;

CREATE TEMP TABLE customer_cell ON COMMIT DROP AS
SELECT row_number() OVER ()::integer AS cell_no, c.*
FROM (SELECT DISTINCT outlet_code, tier, segment, age_band, sex FROM customer_piece) c;
ANALYZE customer_piece, customer_cell;

CREATE TEMP TABLE customer_delta ON COMMIT DROP AS
WITH piece AS (
  SELECT p.customer_code, p.valid_from, p.valid_to, p.active, p.active_lines, c.cell_no
  FROM customer_piece p
  JOIN customer_cell c USING (outlet_code, tier, segment, age_band, sex)
), step AS (
  SELECT b.customer_code, b.valid_from AS day, b.aum - coalesce(lag(b.aum) OVER (PARTITION BY b.customer_code ORDER BY b.valid_from), 0) AS aum
  FROM mart.customer_balance_span b, scope
  WHERE b.valid_to >= scope.from_day - 1
), event (cell_no, day, customers, active, active_lines, aum) AS (
  SELECT p.cell_no, move.day, move.sign, move.sign * p.active, move.sign * p.active_lines, move.sign * coalesce(b.aum, 0)
  FROM piece p
  CROSS JOIN LATERAL (VALUES (1, p.valid_from), (-1, p.valid_to + 1)) move (sign, day)
  CROSS JOIN rebuild r
  -- What is owned when the day begins; what moves on the day itself counts where the customer is then.
  LEFT JOIN LATERAL (
    SELECT a.aum FROM mart.customer_balance_span a
    WHERE a.customer_code = p.customer_code AND a.valid_from < move.day
    ORDER BY a.valid_from DESC LIMIT 1
  ) b ON true
  WHERE r.domain = 'customers' AND move.day BETWEEN r.from_day AND r.last_day
  UNION ALL
  SELECT p.cell_no, s.day, 0, 0, 0, s.aum
  FROM step s
  JOIN piece p ON p.customer_code = s.customer_code AND s.day BETWEEN p.valid_from AND p.valid_to
  CROSS JOIN scope
  WHERE s.day >= scope.from_day
)
SELECT
  cell_no,
  day,
  sum(customers)::integer AS customers,
  sum(active)::integer AS active_customers,
  sum(active_lines)::integer AS active_lines,
  sum(aum) AS aum
FROM event
GROUP BY cell_no, day
HAVING sum(customers) <> 0 OR sum(active) <> 0 OR sum(active_lines) <> 0 OR sum(aum) <> 0;

DELETE FROM mart.customer_change c USING scope WHERE c.day >= scope.from_day;

INSERT INTO mart.customer_change (
  is_detailed, day, outlet_code, tier, segment, age_band, sex, customers, active_customers, active_lines, aum
)
SELECT true, d.day, c.outlet_code, c.tier, c.segment, c.age_band, c.sex, d.customers, d.active_customers, d.active_lines, d.aum
FROM customer_delta d
JOIN customer_cell c USING (cell_no)
-- The rows of a day lie together, as they are read.
ORDER BY d.day, c.outlet_code;

INSERT INTO mart.customer_change (
  is_detailed, day, outlet_code, tier, segment, age_band, sex, customers, active_customers, active_lines, aum
)
SELECT false, d.day, c.outlet_code, 'all', 'all', 'all', 'all', sum(d.customers), sum(d.active_customers), sum(d.active_lines), sum(d.aum)
FROM customer_delta d
JOIN customer_cell c USING (cell_no)
GROUP BY d.day, c.outlet_code
HAVING sum(d.customers) <> 0 OR sum(d.active_customers) <> 0 OR sum(d.active_lines) <> 0 OR sum(d.aum) <> 0
ORDER BY d.day, c.outlet_code;
ANALYZE mart.customer_change;

-- States -----------------------------------------------------------------------------------------------------------

DELETE FROM mart.customer_state s USING rebuild r WHERE r.domain = 'customers' AND s.day > r.base_day;
DELETE FROM mart.customer_state WHERE NOT EXISTS (SELECT FROM rebuild WHERE domain = 'customers');

INSERT INTO mart.customer_state (
  is_detailed, day, outlet_code, tier, segment, age_band, sex, customers, active_customers, active_lines, aum
)
WITH checkpoint AS (
  SELECT k.day, coalesce(lag(k.day) OVER (ORDER BY k.day), r.base_day) AS since
  FROM mart.checkpoint k, rebuild r
  WHERE r.domain = 'customers' AND k.day > r.base_day
), moved AS (
  SELECT c.is_detailed, k.day, c.outlet_code, c.tier, c.segment, c.age_band, c.sex,
    sum(c.customers) AS customers, sum(c.active_customers) AS active_customers, sum(c.active_lines) AS active_lines, sum(c.aum) AS aum
  FROM checkpoint k
  JOIN mart.customer_change c ON c.day >= k.since AND c.day < k.day
  GROUP BY 1, 2, 3, 4, 5, 6, 7
  UNION ALL
  SELECT s.is_detailed, s.day, s.outlet_code, s.tier, s.segment, s.age_band, s.sex, s.customers, s.active_customers, s.active_lines, s.aum
  FROM mart.customer_state s
  JOIN rebuild r ON r.domain = 'customers' AND s.day = r.base_day
), cell AS (
  SELECT DISTINCT is_detailed, outlet_code, tier, segment, age_band, sex FROM moved
), state AS (
  SELECT c.*, k.day, r.base_day,
    sum(m.customers) OVER w AS customers, sum(m.active_customers) OVER w AS active_customers,
    sum(m.active_lines) OVER w AS active_lines, sum(m.aum) OVER w AS aum
  FROM cell c
  CROSS JOIN rebuild r
  CROSS JOIN LATERAL (SELECT day FROM checkpoint UNION ALL SELECT r.base_day) k
  LEFT JOIN moved m USING (is_detailed, day, outlet_code, tier, segment, age_band, sex)
  WHERE r.domain = 'customers'
  WINDOW w AS (PARTITION BY c.is_detailed, c.outlet_code, c.tier, c.segment, c.age_band, c.sex ORDER BY k.day ROWS UNBOUNDED PRECEDING)
)
SELECT is_detailed, day, outlet_code, tier, segment, age_band, sex, customers, active_customers, active_lines, aum
FROM state
WHERE day > base_day AND (customers <> 0 OR active_customers <> 0 OR active_lines <> 0 OR aum <> 0)
ORDER BY day, outlet_code;
ANALYZE mart.customer_state;
