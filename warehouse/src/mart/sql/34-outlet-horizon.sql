-- mart.horizon of outlets: also the days for which only results or visits are known.

UPDATE mart.horizon h
SET first_day = least(h.first_day, d.first_day), last_day = greatest(h.last_day, d.last_day)
FROM (SELECT min(day) AS first_day, max(day) AS last_day FROM mart.outlet_day) d
WHERE h.domain = 'outlets' AND d.first_day IS NOT NULL;

INSERT INTO mart.horizon (domain, first_day, last_day)
SELECT 'outlets', min(day), max(day) FROM mart.outlet_day
WHERE NOT EXISTS (SELECT FROM mart.horizon WHERE domain = 'outlets')
HAVING count(*) > 0;
