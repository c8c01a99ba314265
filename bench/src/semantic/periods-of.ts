/** SQL of the periods of a range, cut at its ends, with the day on which the whole period begins as `bucket`. */
export function periodsOf(grain: string): string {
  return grain === 'all'
    ? '(SELECT $1::date AS bucket, $1::date AS first_day, $2::date AS last_day)'
    : `(SELECT s::date AS bucket, greatest(s::date, $1::date) AS first_day, least((s + interval '1 ${grain}')::date - 1, $2::date) AS last_day
        FROM generate_series(date_trunc('${grain}', $1::date::timestamp), $2::date::timestamp, interval '1 ${grain}') s)`;
}
