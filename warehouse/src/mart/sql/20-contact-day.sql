-- reads: core.contact, core.staff, core.customer, core.account, core.account_holder
-- mart.contact_day

DELETE FROM mart.contact_day;
INSERT INTO mart.contact_day (day, channel, disposition, outlet_code, staff_code, contacts, accepted, revenue, cost)
SELECT
  c.contacted_on,
  c.channel,
  c.disposition,
  coalesce(c.outlet_code, s.outlet_code, h.outlet_code),
  c.staff_code,
  count(*),
  count(*) FILTER (WHERE c.is_accepted),
  sum(c.revenue),
  sum(c.cost)
FROM core.contact c
LEFT JOIN core.staff s USING (staff_code)
LEFT JOIN mart.customer_home h USING (customer_code)
GROUP BY 1, 2, 3, 4, 5;
ANALYZE mart.contact_day;
