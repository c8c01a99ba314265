-- reads: core.staff
-- mart.teller_span

DELETE FROM mart.teller_span;
INSERT INTO mart.teller_span (outlet_code, valid_from, valid_to, full_time_equivalent)
SELECT outlet_code, coalesce(hired_on, '-infinity'), coalesce(left_on, 'infinity'), sum(full_time_equivalent)
FROM core.staff
WHERE role = 'teller' AND coalesce(left_on >= hired_on, true)
GROUP BY 1, 2, 3;
SELECT pg_temp.analyze_grown('mart.teller_span');
