import { type MergeStatements } from './types';

/** Columns of core.outlet itself; name and region stand in core.org_unit. */
const isOutletColumn = (field: string) => field !== 'name' && field !== 'region';

/**
 * Outlets and regions are units of the organisation tree. Regions are told apart by name and keep their code; new ones get
 * the next numbers, in the order that the mapping says.
 */
export const mergeOutlets: MergeStatements = {
  alsoWrites: ['core.org_unit'],
  diff(relation, fields) {
    const columns = fields.filter(isOutletColumn);
    return `
      SELECT r.line, NULL::date
      FROM ${relation} r
      LEFT JOIN core.outlet t ON t.outlet_code = r.outlet_code
      LEFT JOIN core.org_unit unit ON unit.unit_code = t.outlet_code
      LEFT JOIN core.org_unit region ON region.unit_code = unit.parent_code
      WHERE t.outlet_code IS NULL
        OR (${[...columns.map((column) => `t.${column}`), 'unit.name', 'region.name'].join(', ')})
          IS DISTINCT FROM (${[...columns.map((column) => `r.${column}`), 'r.name', 'r.region'].join(', ')})`;
  },
  write(relation, fields, { regionCodes }) {
    const columns = fields.filter(isOutletColumn);
    const order = regionCodes === 'alphabetical' ? 'region COLLATE "C"' : 'min(line)';
    return [
      `INSERT INTO core.org_unit (unit_code, level, parent_code, name, sort_order)
      SELECT 'R' || lpad(number::text, greatest(2, length(number::text)), '0'), 'region', bank.unit_code, region, number
      FROM (
        SELECT region, row_number() OVER (ORDER BY ${order})
          + coalesce((SELECT max(sort_order) FROM core.org_unit WHERE level = 'region'), 0) AS number
        FROM ${relation} r
        WHERE NOT EXISTS (SELECT FROM core.org_unit known WHERE known.level = 'region' AND known.name = r.region)
        GROUP BY region
      ) fresh, core.org_unit bank
      WHERE bank.level = 'bank'`,
      `INSERT INTO core.org_unit AS t (unit_code, level, parent_code, name, sort_order)
      SELECT r.outlet_code, 'outlet', region.unit_code, r.name, r.line
      FROM ${relation} r
      JOIN core.org_unit region ON region.level = 'region' AND region.name = r.region
      ON CONFLICT (unit_code) DO UPDATE SET parent_code = excluded.parent_code, name = excluded.name`,
      `INSERT INTO core.outlet AS t (${columns.join(', ')})
      SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM ${relation} r
      ON CONFLICT (outlet_code) DO UPDATE
      SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    ];
  },
};
