-- reads: core.campaign, core.campaign_member, core.customer, core.account, core.account_holder
-- mart.campaign_day

DELETE FROM mart.campaign_day;
INSERT INTO mart.campaign_day (day, campaign_code, campaign, product, channel, outlet_code, contacted, responded, control, control_responded,
  compared, compared_responded, revenue, cost)
WITH member AS (
  SELECT
    m.*,
    coalesce(m.outlet_code, h.outlet_code) AS member_outlet,
    -- Where a day is missing nobody can say that a response came too late.
    m.has_responded AND coalesce(m.responded_on <= m.contacted_on + c.window_days, true) AS counts,
    bool_or(m.is_control) OVER (PARTITION BY m.campaign_code) AS is_compared,
    -- Not in whole cents: that would be no even share. So many places add up to the fixed cost again.
    c.fixed_cost::numeric(38, 20) / count(*) OVER (PARTITION BY m.campaign_code, m.is_control) AS fixed_share
  FROM core.campaign_member m
  JOIN core.campaign c USING (campaign_code)
  LEFT JOIN mart.customer_home h USING (customer_code)
), fact (day, campaign_code, channel, outlet_code, contacted, responded, control, control_responded, compared, compared_responded, revenue, cost) AS (
  SELECT
    coalesce(contacted_on, '-infinity'),
    campaign_code,
    coalesce(channel, 'unknown'),
    member_outlet,
    count(*) FILTER (WHERE NOT is_control),
    count(*) FILTER (WHERE NOT is_control AND counts),
    count(*) FILTER (WHERE is_control),
    count(*) FILTER (WHERE is_control AND counts),
    count(*) FILTER (WHERE NOT is_control AND is_compared),
    count(*) FILTER (WHERE NOT is_control AND is_compared AND counts),
    coalesce(sum(revenue) FILTER (WHERE NOT is_control), 0),
    coalesce(sum(cost + fixed_share) FILTER (WHERE NOT is_control), 0)
  FROM member
  GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT coalesce(starts_on, '-infinity'), campaign_code, 'unknown', NULL, 0, 0, 0, 0, 0, 0, 0, fixed_cost
  FROM core.campaign c
  WHERE fixed_cost > 0 AND NOT EXISTS (SELECT FROM core.campaign_member m WHERE m.campaign_code = c.campaign_code AND NOT m.is_control)
)
SELECT f.day, f.campaign_code, c.title, c.product_code, f.channel, f.outlet_code, f.contacted, f.responded, f.control, f.control_responded,
  f.compared, f.compared_responded, f.revenue, f.cost
FROM fact f
JOIN core.campaign c USING (campaign_code);
SELECT pg_temp.analyze_grown('mart.campaign_day');

DELETE FROM mart.horizon WHERE domain = 'campaigns';
INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'campaigns', coalesce(min(day) FILTER (WHERE isfinite(day)), date '1900-01-01'), coalesce(max(day) FILTER (WHERE isfinite(day)), date '1900-01-01')
FROM mart.campaign_day HAVING count(*) > 0;
