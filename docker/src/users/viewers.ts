import { UserError } from '@branchlight/runtime';
import { withClient } from '@branchlight/warehouse';
import { z } from 'zod';

const viewerSchema = z.object({
  login: z.string().min(1),
  role: z.string(),
  unit: z.string(),
  name: z.string(),
});

/** Somebody whom the warehouse binds to a unit. */
export type Viewer = z.infer<typeof viewerSchema>;

/** Grafana itself asks under this login when alert rules are evaluated. */
const reservedLogin = 'grafana_scheduler';

/** Whom the guides sign in as; the demo bank has them all. */
const guideLogins = ['hq.exec', 'hq.analyst', 'region.R01', 'branch.B0101', 'staff.S010101'];

export type Choice = { kind: 'samples' } | { kind: 'all' } | { kind: 'logins'; logins: readonly string[] };

/**
 * Who shall get a login. `samples` takes one of every role: whom the guides name, else the first unit's.
 *
 * @throws UserError for a login that the warehouse does not know: it would see nothing
 */
export async function readViewers(databaseUrl: string, choice: Choice): Promise<Viewer[]> {
  const rows = await withClient(databaseUrl, async (client) => {
    const answer = await client.query(
      `SELECT v.login, v.role, v.unit_code AS unit, v.display_name AS name
       FROM ops.viewer v JOIN core.org_unit u USING (unit_code)
       ORDER BY array_position(ARRAY['executive', 'analyst', 'region_manager', 'branch_manager', 'staff'], v.role),
         u.sort_order, v.unit_code, v.login`
    );
    return z.array(viewerSchema).parse(answer.rows);
  });
  const known = rows.filter(({ login }) => login !== reservedLogin);
  if (choice.kind === 'all') {
    return known;
  }
  if (choice.kind === 'samples') {
    const roles = [...new Set(known.map(({ role }) => role))];
    return roles.flatMap((role) => {
      const ofRole = known.filter((viewer) => viewer.role === role);
      return ofRole.find(({ login }) => guideLogins.includes(login)) ?? ofRole.slice(0, 1);
    });
  }
  return choice.logins.map((login) => {
    const found = known.find((viewer) => viewer.login === login);
    if (!found) {
      throw new UserError(
        login === reservedLogin
          ? `${reservedLogin} is the login of Grafana's alert rules: no person may have it.`
          : `${login} is bound to no unit in ops.viewer and would see nothing. Remedy: bind it first (npm run viewers).`
      );
    }
    return found;
  });
}
