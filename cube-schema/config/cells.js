/**
 * SQL of the rows that add up to the figures of a table of cells at the end of a day: its state at the last checkpoint, and its
 * changes from there to the day (mart.customer_state says how). Every row has the columns of `edge`, then those asked for.
 *
 * @param {'customer' | 'loan' | 'card'} name - of the tables mart.NAME_state and mart.NAME_change
 * @param {string} day - SQL of the day, from `edge`
 * @param {readonly string[]} columns - SQL of the columns wanted, from `edge` and the table as `c`
 * @param {string} [condition] - SQL that a row of the edge and of the table must meet
 */
function cellsAt(name, day, columns, condition = 'true') {
  return ['state', 'change']
    .map(
      (part) => `
      SELECT ${columns.join(', ')}
      FROM edge e
      CROSS JOIN LATERAL (SELECT max(p.day) AS day FROM mart.checkpoint p WHERE p.day <= ${day} + 1) k
      JOIN mart.${name}_${part} c ON ${
        part === 'state' ? 'c.day = k.day' : `c.day BETWEEN coalesce(k.day, '-infinity') AND ${day}`
      } AND (${condition})`
    )
    .join('\n      UNION ALL');
}

module.exports = { cellsAt };
