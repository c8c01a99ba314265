const steps = { day: '1 day', week: '7 days', month: '1 month', quarter: '3 months', year: '1 year' };

/** As postgres.js; says what is different about DuckDB. */
module.exports = {
  // A function of Postgres has no counterpart: the same in one expression.
  periodEdges: (p, domain) => `(
    SELECT
      CASE WHEN ${p}.grain <> 'all' THEN greatest(start::date, ${p}.from_day) WHEN isfinite(${p}.from_day) THEN ${p}.from_day ELSE lowest END AS bucket,
      CASE WHEN ${p}.grain = 'all' THEN lowest ELSE greatest(start::date, lowest) END AS first_day,
      CASE WHEN ${p}.grain = 'all' THEN highest ELSE least((start + step)::date - 1, highest) END AS last_day
    FROM (
      SELECT lowest, highest, step,
        unnest(CASE WHEN ${p}.grain = 'all' THEN [lowest::timestamp] ELSE generate_series(date_trunc(unit, lowest::timestamp)::timestamp, highest::timestamp, step) END) AS start
      FROM (
        SELECT greatest(h.first_day, ${p}.from_day) AS lowest, least(h.last_day, ${p}.to_day) AS highest,
          CASE WHEN ${p}.grain = 'all' THEN 'day' ELSE ${p}.grain END AS unit,
          CASE ${p}.grain ${Object.entries(steps)
            .map(([grain, step]) => `WHEN '${grain}' THEN interval '${step}'`)
            .join(' ')} END AS step
        FROM mart.horizon h WHERE h.domain = '${domain}'
      ) bounds
      WHERE lowest <= highest
    ) started
  )`,

  // ~ asks there whether the whole text fits.
  matches: (text, pattern) => `regexp_matches(${text}, '${pattern}')`,

  // numeric alone has three decimals there; / divides in floating point anyway.
  divide: (dividend, divisor) => `(${dividend})::double / NULLIF(${divisor}, 0)`,

  percentile: (share, value) => `quantile_cont(${value}, ${share})`,
};
