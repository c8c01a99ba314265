/** SQL that engines write differently, as Postgres writes it. Every engine's file has the same functions. */
module.exports = {
  /**
   * Rows (bucket, first_day, last_day), one for each period of the grain of `p` between its days and within the domain's horizon.
   *
   * @param {string} p - alias of a row with grain, from_day and to_day, to the left of this
   */
  periodEdges: (p, domain) => `mart.period_edge(${p}.grain, ${p}.from_day, ${p}.to_day, '${domain}')`,

  /** Whether a pattern (a regular expression without groups that capture) is found in a text. */
  matches: (text, pattern) => `${text} ~ '${pattern}'`,

  /** Of two sums, without cutting off what follows the decimal point; no value where the divisor is 0. */
  divide: (dividend, divisor) => `(${dividend})::numeric / NULLIF(${divisor}, 0)`,

  /** Value below which a share (0.5: the median) of the values lies, between two values where it falls there. */
  percentile: (share, value) => `percentile_cont(${share}) WITHIN GROUP (ORDER BY ${value})`,
};
