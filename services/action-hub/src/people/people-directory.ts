import { type Pool } from 'pg';
import { z } from 'zod';

export const unitSchema = z.object({
  level: z.enum(['bank', 'region', 'outlet', 'staff']),
  code: z.string(),
  name: z.string(),
});
export type Unit = z.infer<typeof unitSchema>;

export const personSchema = z.object({
  login: z.string(),
  name: z.string(),
  role: z.enum(['executive', 'analyst', 'region_manager', 'branch_manager', 'staff']),
  unit: unitSchema,
});
export type Person = z.infer<typeof personSchema>;

/** The organisation around a person. */
export interface Surroundings {
  /** From the person's unit upwards, nearest first. */
  parents: Unit[];
  /** Units right below the person's own; all of them lie in the person's scope. */
  children: Unit[];
}

/** People and the organisation, from ops.viewer and core.org_unit. */
export class PeopleDirectory {
  constructor(private readonly pool: Pick<Pool, 'query'>) {}

  /** Undefined for a login that is not in ops.viewer. */
  async find(login: string): Promise<Person | undefined> {
    const { rows } = await this.pool.query(
      `SELECT v.login, v.display_name AS name, v.role,
         json_build_object('level', u.level, 'code', u.unit_code, 'name', u.name) AS unit
       FROM ops.viewer v JOIN core.org_unit u USING (unit_code)
       WHERE v.login = $1`,
      [login]
    );
    return rows.length > 0 ? personSchema.parse(rows[0]) : undefined;
  }

  async describeSurroundings(unitCode: string): Promise<Surroundings> {
    const [parents, children] = await Promise.all([
      this.pool.query(
        `WITH RECURSIVE above AS (
           SELECT u.parent_code, 0 AS distance FROM core.org_unit u WHERE u.unit_code = $1
           UNION ALL
           SELECT u.parent_code, a.distance + 1 FROM above a JOIN core.org_unit u ON u.unit_code = a.parent_code
         )
         SELECT u.level, u.unit_code AS code, u.name
         FROM above a JOIN core.org_unit u ON u.unit_code = a.parent_code
         ORDER BY a.distance`,
        [unitCode]
      ),
      this.pool.query(
        `SELECT level, unit_code AS code, name FROM core.org_unit
         WHERE parent_code = $1 ORDER BY sort_order, unit_code`,
        [unitCode]
      ),
    ]);
    const unitsSchema = z.array(unitSchema);
    return { parents: unitsSchema.parse(parents.rows), children: unitsSchema.parse(children.rows) };
  }
}
