-- reads: core.referral, core.customer, core.account, core.account_holder
-- mart.referral

DELETE FROM mart.referral;
INSERT INTO mart.referral (referral_code, referrer_code, channel, outlet_code, staff_code, invited_on, activated_on, reward, depth)
WITH RECURSIVE activated AS (
  -- Somebody whom several invited was brought by the first activation.
  SELECT DISTINCT ON (invitee_code) referral_code, referrer_code, invitee_code
  FROM core.referral
  WHERE activated_on IS NOT NULL AND invitee_code IS NOT NULL
  ORDER BY invitee_code, activated_on, referral_code
), chain AS (
  SELECT a.invitee_code, 1 AS depth
  FROM activated a
  WHERE NOT EXISTS (SELECT FROM activated b WHERE b.invitee_code = a.referrer_code)
  UNION ALL
  SELECT a.invitee_code, c.depth + 1 FROM chain c JOIN activated a ON a.referrer_code = c.invitee_code
)
SELECT
  r.referral_code,
  r.referrer_code,
  coalesce(r.channel, 'unknown'),
  h.outlet_code,
  c.staff_code,
  r.invited_on,
  r.activated_on,
  r.reward,
  -- Activated without a known customer: the end of a chain that goes on from the referrer.
  CASE
    WHEN r.activated_on IS NULL THEN NULL
    WHEN EXISTS (SELECT FROM activated b WHERE b.invitee_code = r.referrer_code) THEN inviter.depth + 1
    ELSE 1
  END
FROM core.referral r
JOIN core.customer c ON c.customer_code = r.referrer_code
LEFT JOIN mart.customer_home h ON h.customer_code = r.referrer_code
LEFT JOIN chain inviter ON inviter.invitee_code = r.referrer_code;
SELECT pg_temp.analyze_grown('mart.referral');

DELETE FROM mart.horizon WHERE domain = 'referrals';
INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'referrals', min(invited_on), greatest(max(invited_on), max(activated_on)) FROM mart.referral HAVING count(*) > 0;
