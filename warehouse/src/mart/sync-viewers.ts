import { type ClientBase } from 'pg';

/**
 * Gives every unit of the organisation its login to try with, where the bank has `demo_logins`: hq.exec and hq.analyst for the bank,
 * region.X, branch.X and staff.X for the units with code X. Elsewhere it takes such logins away. Logins of people, from `npm run viewers`
 * or written by hand, stay as they are, also one that is called like a unit's.
 *
 * @returns number of logins to try with
 */
export async function syncViewers(client: ClientBase): Promise<number> {
  await client.query(
    `DELETE FROM ops.viewer WHERE origin = 'demo' AND NOT EXISTS (SELECT FROM ops.bank WHERE demo_logins)`
  );
  const { rowCount } = await client.query(
    `INSERT INTO ops.viewer (login, role, unit_code, display_name, origin)
     SELECT v.prefix || CASE WHEN u.level = 'bank' THEN '' ELSE '.' || u.unit_code END, v.role, u.unit_code, v.title || u.name, 'demo'
     FROM core.org_unit u
     JOIN (VALUES
       ('bank', 'hq.exec', 'executive', 'Executive, '),
       ('bank', 'hq.analyst', 'analyst', 'Analyst, '),
       ('region', 'region', 'region_manager', 'Region manager, '),
       ('outlet', 'branch', 'branch_manager', 'Branch manager, '),
       ('staff', 'staff', 'staff', '')
     ) v (level, prefix, role, title) USING (level)
     WHERE EXISTS (SELECT FROM ops.bank WHERE demo_logins)
     ON CONFLICT (login) DO UPDATE
       SET role = excluded.role, unit_code = excluded.unit_code, display_name = excluded.display_name
       WHERE viewer.origin = 'demo'`
  );
  return rowCount ?? 0;
}
