-- Who may look comes from three places that do not touch each other's entries.
ALTER TABLE ops.viewer
  ADD COLUMN origin text NOT NULL DEFAULT 'manual' CHECK (origin IN ('demo', 'file', 'manual'));
COMMENT ON COLUMN ops.viewer.origin IS 'demo: a login made for every unit of a bank to try with; file: by npm run viewers, which also removes it; manual: written by hand';

ALTER TABLE ops.bank ADD COLUMN demo_logins boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN ops.bank.demo_logins IS 'Whether every unit has a login to try with; never for a bank with real customers';

-- Until now every unit had such a login: they go with the next start or load, unless the bank's file asks for them.
UPDATE ops.viewer v SET origin = 'demo'
FROM core.org_unit u
WHERE u.unit_code = v.unit_code
  AND v.login IN (CASE WHEN u.level = 'bank' THEN 'hq.exec' END, CASE WHEN u.level = 'bank' THEN 'hq.analyst' END,
    'region.' || u.unit_code, 'branch.' || u.unit_code, 'staff.' || u.unit_code);
UPDATE ops.bank SET demo_logins = true WHERE EXISTS (SELECT FROM ops.viewer WHERE origin = 'demo');
