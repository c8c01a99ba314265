import { type ClientBase } from 'pg';

/**
 * Gives every unit of the organisation its login: hq.exec and hq.analyst for the bank, region.X, branch.X and staff.X for the units with
 * code X. Existing logins keep their unit's current name; other logins stay as they are.
 *
 * @returns number of logins that these units have
 */
export async function syncViewers(client: ClientBase): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO ops.viewer (login, role, unit_code, display_name)
     SELECT v.prefix || CASE WHEN u.level = 'bank' THEN '' ELSE '.' || u.unit_code END, v.role, u.unit_code, v.title || u.name
     FROM core.org_unit u
     JOIN (VALUES
       ('bank', 'hq.exec', 'executive', 'Executive, '),
       ('bank', 'hq.analyst', 'analyst', 'Analyst, '),
       ('region', 'region', 'region_manager', 'Region manager, '),
       ('outlet', 'branch', 'branch_manager', 'Branch manager, '),
       ('staff', 'staff', 'staff', '')
     ) v (level, prefix, role, title) USING (level)
     ON CONFLICT (login) DO UPDATE
       SET role = excluded.role, unit_code = excluded.unit_code, display_name = excluded.display_name`
  );
  return rowCount ?? 0;
}
