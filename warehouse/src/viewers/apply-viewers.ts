import { UserError } from '@branchlight/runtime';
import { type ClientBase } from 'pg';
import { type Viewer } from './resolve-viewers';

/** What a run changes, or would change. */
export interface ViewerChanges {
  added: Viewer[];
  changed: Array<{ before: Viewer; after: Viewer }>;
  removed: Viewer[];
  unchanged: number;
  /** Logins written by hand, which no run touches. */
  kept: number;
}

export interface ApplyOptions {
  dryRun: boolean;
  /** Refuses to remove a greater share of the people there are, in percent: an export that was cut off must not lock a bank out. */
  maxRemoved: number;
}

/** Below so many people a share says nothing. */
const fewPeople = 4;

interface StoredViewer extends Viewer {
  origin: 'demo' | 'file' | 'manual';
}

/**
 * Makes `ops.viewer` hold exactly these people, beside those written by hand, in one transaction: whoever is not among them any more is
 * removed. The semantic layer follows with the next request.
 *
 * @throws UserError when more people would be removed than allowed; nothing is changed then
 */
export async function applyViewers(
  client: ClientBase,
  wanted: Viewer[],
  options: ApplyOptions
): Promise<ViewerChanges> {
  await client.query('BEGIN');
  try {
    await client.query('LOCK TABLE ops.viewer IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await client.query<StoredViewer>(
      `SELECT login, role, unit_code AS unit, display_name AS name, sees_personal_data AS "personalData", origin
       FROM ops.viewer ORDER BY login`
    );
    const changes = compareViewers(rows, wanted);
    checkRemovals(changes, rows, options.maxRemoved);
    if (!options.dryRun) {
      await write(client, wanted);
    }
    await client.query(options.dryRun ? 'ROLLBACK' : 'COMMIT');
    return changes;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

function compareViewers(stored: StoredViewer[], wanted: Viewer[]): ViewerChanges {
  const before = new Map(stored.map((viewer) => [viewer.login, viewer]));
  const after = new Map(wanted.map((viewer) => [viewer.login, viewer]));
  const sorted = [...wanted].sort((one, other) => (one.login < other.login ? -1 : 1));
  const changed = sorted.flatMap((viewer) => {
    const old = before.get(viewer.login);
    return old && !isSame(old, viewer) ? [{ before: old, after: viewer }] : [];
  });
  return {
    added: sorted.filter(({ login }) => !before.has(login)),
    changed,
    removed: stored.filter(({ login, origin }) => origin === 'file' && !after.has(login)),
    unchanged: sorted.filter(({ login }) => before.has(login)).length - changed.length,
    kept: stored.filter(({ login, origin }) => origin === 'manual' && !after.has(login)).length,
  };
}

function isSame(before: StoredViewer, after: Viewer): boolean {
  return (
    before.origin === 'file' &&
    before.role === after.role &&
    before.unit === after.unit &&
    before.name === after.name &&
    before.personalData === after.personalData
  );
}

function checkRemovals({ removed }: ViewerChanges, stored: StoredViewer[], maxRemoved: number): void {
  const people = stored.filter(({ origin }) => origin === 'file').length;
  if (people >= fewPeople && removed.length > (people * maxRemoved) / 100) {
    throw new UserError(
      `${removed.length} of ${people} people would lose their access; more than ${maxRemoved} % at once is refused and nothing was changed. ` +
        `Remedy: check that the directory's export is complete, or allow it with --max-removed ${Math.ceil((removed.length / people) * 100)}.`
    );
  }
}

async function write(client: ClientBase, wanted: Viewer[]): Promise<void> {
  const rows = JSON.stringify(wanted);
  await client.query(
    `DELETE FROM ops.viewer WHERE origin = 'file'
       AND login NOT IN (SELECT login FROM jsonb_to_recordset($1::jsonb) AS w (login text))`,
    [rows]
  );
  await client.query(
    `INSERT INTO ops.viewer (login, role, unit_code, display_name, sees_personal_data, origin)
     SELECT login, role, unit, name, "personalData", 'file'
     FROM jsonb_to_recordset($1::jsonb) AS w (login text, role text, unit text, name text, "personalData" boolean)
     ON CONFLICT (login) DO UPDATE
       SET role = excluded.role, unit_code = excluded.unit_code, display_name = excluded.display_name,
         sees_personal_data = excluded.sees_personal_data, origin = 'file'`,
    [rows]
  );
}
