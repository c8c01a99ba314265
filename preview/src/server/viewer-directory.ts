import { type Pool } from 'pg';
import { z } from 'zod';
import { bootViewerSchema, type BootViewer } from '../shared/boot';

/** A viewer with the name shown for them. */
export interface Viewer extends BootViewer {
  name: string;
}

export interface ViewerPage {
  items: BootViewer[];
  /** How many match, also beyond `items`. */
  total: number;
}

/** Who may look: reads ops.viewer, the only source of identities. */
export interface ViewerDirectory {
  /** Undefined for a login that is not there. */
  find: (login: string) => Promise<Viewer | undefined>;
  /** Viewers whose login or title holds the text, top of the organisation first. */
  search: (text: string, limit: number) => Promise<ViewerPage>;
}

const rowSchema = z.object({
  login: z.string(),
  role: bootViewerSchema.shape.role,
  display_name: z.string(),
  unit_code: z.string(),
  level: bootViewerSchema.shape.unit.shape.level,
  unit_name: z.string(),
});

const select = `SELECT v.login, v.role, v.display_name, u.unit_code, u.level, u.name AS unit_name
  FROM ops.viewer v JOIN core.org_unit u USING (unit_code)`;
const matches = `strpos(lower(v.login || ' ' || v.display_name || ' ' || u.name), lower($1)) > 0`;

export class DatabaseViewerDirectory implements ViewerDirectory {
  constructor(private readonly pool: Pick<Pool, 'query'>) {}

  async find(login: string): Promise<Viewer | undefined> {
    if (!isStorable(login)) {
      return undefined;
    }
    const { rows } = await this.pool.query(`${select} WHERE v.login = $1`, [login]);
    return rows.length > 0 ? toViewer(rowSchema.parse(rows[0])) : undefined;
  }

  async search(text: string, limit: number): Promise<ViewerPage> {
    if (!isStorable(text)) {
      return { items: [], total: 0 };
    }
    const [page, count] = await Promise.all([
      this.pool.query(
        `${select} WHERE ${matches}
         ORDER BY array_position(ARRAY['executive', 'analyst', 'region_manager', 'branch_manager', 'staff'], v.role),
           u.sort_order, u.unit_code, v.login
         LIMIT $2`,
        [text, limit]
      ),
      this.pool.query(
        `SELECT count(*)::integer AS total FROM ops.viewer v JOIN core.org_unit u USING (unit_code) WHERE ${matches}`,
        [text]
      ),
    ]);
    return {
      items: z
        .array(rowSchema)
        .parse(page.rows)
        .map((row) => bootViewerSchema.parse(toViewer(row))),
      total: z.object({ total: z.number() }).parse(count.rows[0]).total,
    };
  }
}

/** Postgres keeps no text with the character NUL, and fails when asked for one. */
function isStorable(text: string): boolean {
  return !text.includes('\0');
}

const roleTitles: Record<z.infer<typeof rowSchema>['role'], string> = {
  executive: 'Executive',
  analyst: 'Analyst',
  region_manager: 'Region manager',
  branch_manager: 'Branch manager',
  staff: 'Staff',
};

function toViewer(row: z.infer<typeof rowSchema>): Viewer {
  return {
    login: row.login,
    name: row.display_name,
    title: `${roleTitles[row.role]}, ${row.unit_name}`,
    role: row.role,
    unit: { level: row.level, code: row.unit_code, name: row.unit_name },
  };
}
