-- mart.customer_change and mart.customer_state, from the spans. A customer is in one cell until a span ends or a birthday comes.
-- Customers and cells have numbers here, which sort and join faster than texts.

CREATE TEMP TABLE customer_piece ON COMMIT DROP AS
WITH span AS (
  SELECT s.*, least(s.valid_to, r.last_day) AS until, dense_rank() OVER (ORDER BY s.customer_code)::integer AS customer_no
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
  s.customer_no,
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

-- With the cells in which somebody was when this refresh begins
CREATE TEMP TABLE customer_cell ON COMMIT DROP AS
SELECT
  row_number() OVER (ORDER BY c.outlet_code)::integer AS cell_no,
  dense_rank() OVER (ORDER BY c.outlet_code)::integer AS outlet_no,
  c.*
FROM (
  SELECT outlet_code, tier, segment, age_band, sex FROM customer_piece
  UNION
  SELECT s.outlet_code, s.tier, s.segment, s.age_band, s.sex
  FROM mart.customer_state s
  JOIN rebuild r ON r.domain = 'customers' AND s.day = r.base_day
  WHERE s.is_detailed
  UNION
  SELECT c.outlet_code, c.tier, c.segment, c.age_band, c.sex
  FROM mart.customer_change c
  JOIN rebuild r ON r.domain = 'customers' AND c.day >= r.base_day AND c.day < r.from_day
  WHERE c.is_detailed
) c;
ANALYZE customer_piece, customer_cell;

CREATE TEMP TABLE customer_delta ON COMMIT DROP AS
WITH customer AS (
  SELECT DISTINCT customer_no, customer_code FROM customer_piece
), piece AS (
  SELECT p.customer_no, p.customer_code, p.valid_from, p.valid_to, p.active, p.active_lines, c.cell_no
  FROM customer_piece p
  JOIN customer_cell c USING (outlet_code, tier, segment, age_band, sex)
), balance AS (
  SELECT c.customer_no, b.valid_from AS day, b.aum
  FROM mart.customer_balance_span b
  JOIN customer c USING (customer_code)
  CROSS JOIN scope
  WHERE b.valid_to >= scope.from_day - 1
), step AS (
  SELECT customer_no, day, aum - coalesce(lag(aum) OVER (PARTITION BY customer_no ORDER BY day), 0) AS aum FROM balance
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
  JOIN piece p ON p.customer_no = s.customer_no AND s.day BETWEEN p.valid_from AND p.valid_to
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
ANALYZE customer_delta;

DELETE FROM mart.customer_change c USING scope WHERE c.day >= scope.from_day;

INSERT INTO mart.customer_change (
  is_detailed, day, outlet_code, tier, segment, age_band, sex, customers, active_customers, active_lines, aum
)
SELECT true, d.day, c.outlet_code, c.tier, c.segment, c.age_band, c.sex, d.customers, d.active_customers, d.active_lines, d.aum
FROM customer_delta d
JOIN customer_cell c USING (cell_no)
-- The rows of a day lie together, as they are read; cells are numbered by outlet.
ORDER BY d.day, d.cell_no;

INSERT INTO mart.customer_change (
  is_detailed, day, outlet_code, tier, segment, age_band, sex, customers, active_customers, active_lines, aum
)
SELECT false, d.day, o.outlet_code, 'all', 'all', 'all', 'all', d.customers, d.active_customers, d.active_lines, d.aum
FROM (
  SELECT
    d.day,
    c.outlet_no,
    sum(d.customers) AS customers,
    sum(d.active_customers) AS active_customers,
    sum(d.active_lines) AS active_lines,
    sum(d.aum) AS aum
  FROM customer_delta d
  JOIN customer_cell c USING (cell_no)
  GROUP BY d.day, c.outlet_no
) d
JOIN (SELECT DISTINCT outlet_no, outlet_code FROM customer_cell) o USING (outlet_no)
WHERE d.customers <> 0 OR d.active_customers <> 0 OR d.active_lines <> 0 OR d.aum <> 0
ORDER BY d.day, d.outlet_no;
SELECT pg_temp.analyze_grown('mart.customer_change');

-- States -----------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE customer_sum ON COMMIT DROP AS
WITH checkpoint AS (
  SELECT k.day, row_number() OVER (ORDER BY k.day) AS place
  FROM mart.checkpoint k
  JOIN rebuild r ON r.domain = 'customers' AND k.day > r.base_day
), checkpoint_after AS MATERIALIZED (
  -- Once for each day, not once for each of the many changes
  SELECT d.day, (SELECT min(k.place) FROM checkpoint k WHERE k.day > d.day) AS place
  FROM (SELECT DISTINCT day FROM customer_delta) d
), moved AS (
  SELECT d.cell_no, k.place, d.customers, d.active_customers, d.active_lines, d.aum
  FROM customer_delta d
  JOIN checkpoint_after k USING (day)
  WHERE k.place IS NOT NULL
  UNION ALL
  -- What this refresh keeps: the state that it starts from, and the changes since
  SELECT c.cell_no, 1, kept.customers, kept.active_customers, kept.active_lines, kept.aum
  FROM rebuild r
  CROSS JOIN LATERAL (
    SELECT * FROM mart.customer_state s WHERE s.is_detailed AND s.day = r.base_day
    UNION ALL
    SELECT * FROM mart.customer_change c WHERE c.is_detailed AND c.day >= r.base_day AND c.day < r.from_day
  ) kept
  JOIN customer_cell c USING (outlet_code, tier, segment, age_band, sex)
  WHERE r.domain = 'customers'
), summed AS (
  SELECT
    cell_no,
    place,
    sum(customers) AS customers,
    sum(active_customers) AS active_customers,
    sum(active_lines) AS active_lines,
    sum(aum) AS aum
  FROM moved
  GROUP BY cell_no, place
), running AS (
  SELECT
    cell_no,
    place,
    lead(place) OVER w - 1 AS until,
    sum(customers) OVER w AS customers,
    sum(active_customers) OVER w AS active_customers,
    sum(active_lines) OVER w AS active_lines,
    sum(aum) OVER w AS aum
  FROM summed
  WINDOW w AS (PARTITION BY cell_no ORDER BY place)
)
SELECT r.cell_no, k.day, r.customers, r.active_customers, r.active_lines, r.aum
FROM running r
JOIN checkpoint k ON k.place BETWEEN r.place AND coalesce(r.until, k.place)
WHERE r.customers <> 0 OR r.active_customers <> 0 OR r.active_lines <> 0 OR r.aum <> 0;
ANALYZE customer_sum;

DELETE FROM mart.customer_state s USING rebuild r WHERE r.domain = 'customers' AND s.day > r.base_day;
DELETE FROM mart.customer_state WHERE NOT EXISTS (SELECT FROM rebuild WHERE domain = 'customers');

INSERT INTO mart.customer_state (
  is_detailed, day, outlet_code, tier, segment, age_band, sex, customers, active_customers, active_lines, aum
)
SELECT true, s.day, c.outlet_code, c.tier, c.segment, c.age_band, c.sex, s.customers, s.active_customers, s.active_lines, s.aum
FROM customer_sum s
JOIN customer_cell c USING (cell_no)
ORDER BY s.day, s.cell_no;

INSERT INTO mart.customer_state (
  is_detailed, day, outlet_code, tier, segment, age_band, sex, customers, active_customers, active_lines, aum
)
SELECT false, s.day, c.outlet_code, 'all', 'all', 'all', 'all', sum(s.customers), sum(s.active_customers), sum(s.active_lines), sum(s.aum)
FROM customer_sum s
JOIN customer_cell c USING (cell_no)
GROUP BY s.day, c.outlet_code
ORDER BY s.day, c.outlet_code;
SELECT pg_temp.analyze_grown('mart.customer_state');
