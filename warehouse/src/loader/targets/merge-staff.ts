import { type MergeStatements } from './types';

/** Members of staff are units of the organisation tree, below their outlet; their name stands there. */
export const mergeStaff: MergeStatements = {
  alsoWrites: ['core.org_unit'],
  diff(relation, fields) {
    const columns = fields.filter((field) => field !== 'name');
    return `
      SELECT r.line, NULL::date
      FROM ${relation} r
      LEFT JOIN core.staff t ON t.staff_code = r.staff_code
      LEFT JOIN core.org_unit unit ON unit.unit_code = t.staff_code
      WHERE t.staff_code IS NULL
        OR (${[...columns.map((column) => `t.${column}`), 'unit.name', 'unit.parent_code'].join(', ')})
          IS DISTINCT FROM (${[...columns.map((column) => `r.${column}`), 'r.name', 'r.outlet_code'].join(', ')})`;
  },
  write(relation, fields) {
    const columns = fields.filter((field) => field !== 'name');
    return [
      `INSERT INTO core.org_unit AS t (unit_code, level, parent_code, name, sort_order)
      SELECT r.staff_code, 'staff', r.outlet_code, r.name, r.line FROM ${relation} r
      ON CONFLICT (unit_code) DO UPDATE SET parent_code = excluded.parent_code, name = excluded.name`,
      `INSERT INTO core.staff AS t (${columns.join(', ')})
      SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM ${relation} r
      ON CONFLICT (staff_code) DO UPDATE
      SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    ];
  },
};
