-- reads: core.contact, core.staff, core.customer, core.account, core.account_holder
-- mart.contact_day

DELETE FROM mart.contact_day;
INSERT INTO mart.contact_day (day, channel, disposition, purpose, outlet_code, staff_code, contacts, accepted, revenue, cost)
SELECT
  coalesce(c.contacted_on, '-infinity'),
  c.channel,
  c.disposition,
  coalesce(c.purpose, 'unknown'),
  coalesce(c.outlet_code, s.outlet_code, h.outlet_code),
  c.staff_code,
  count(*),
  count(*) FILTER (WHERE c.is_accepted),
  sum(c.revenue),
  sum(c.cost)
FROM core.contact c
LEFT JOIN core.staff s USING (staff_code)
LEFT JOIN mart.customer_home h USING (customer_code)
GROUP BY 1, 2, 3, 4, 5, 6;
SELECT pg_temp.analyze_grown('mart.contact_day');

-- Without any day the domain is known all the same, for figures over everything.
DELETE FROM mart.horizon WHERE domain = 'contacts';
INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'contacts', coalesce(min(day) FILTER (WHERE isfinite(day)), date '1900-01-01'), coalesce(max(day) FILTER (WHERE isfinite(day)), date '1900-01-01')
FROM mart.contact_day HAVING count(*) > 0;
