import { UserError } from '@branchlight/runtime';
import { readErrorCode, withClient } from '../postgres/connection';

/** The semantic layer's own role: it reads what the views need and writes nothing. */
export const cubeRole = 'branchlight_cube';

/** Read whole, also tables that later migrations add. */
const readableSchemas = ['core', 'mart'];

/** Of `ops` only these: the others hold raw rows of rejected files, settings and what services keep for themselves. */
export const readableOpsTables = ['bank', 'data_version', 'feed_state', 'load_file', 'viewer'];

const insufficientPrivilege = '42501';
/** One number for all who grant at once: Postgres refuses two changes of the same catalogue row. */
const grantLock = 7_201_604;

/**
 * Makes the semantic layer's role or brings its password and rights up to date. Run it after the migrations, as the owner
 * of the tables; running it again changes nothing.
 *
 * @param url - connection URL of the bank's database, as its owner
 * @param password - of the role, at least 32 characters
 * @returns connection URL of the role: never log it
 * @throws UserError when the owner may not make roles
 */
export async function ensureCubeRole(url: string, password: string): Promise<string> {
  if (password.length < 32) {
    throw new UserError('The password of the semantic layer needs at least 32 characters.');
  }
  await withClient(url, async (client) => {
    const role = client.escapeIdentifier(cubeRole);
    const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
    const database = client.escapeIdentifier(rows[0]?.name ?? '');
    const schemas = readableSchemas.join(', ');
    const tables = readableOpsTables.map((table) => `ops.${client.escapeIdentifier(table)}`).join(', ');
    try {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1)', [grantLock]);
      const { rows: found } = await client.query<{ mighty: boolean }>(
        `SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS mighty FROM pg_roles WHERE rolname = $1`,
        [cubeRole]
      );
      // Even naming an attribute that a role has not takes a superuser once the role is there.
      const attributes =
        found[0]?.mighty === false ? '' : 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
      await client.query(
        `${found.length > 0 ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN ${attributes} PASSWORD ${client.escapeLiteral(password)}`
      );
      // The rights below already refuse every write; this lets a session say so before it reaches a table.
      await client.query(`ALTER ROLE ${role} SET default_transaction_read_only = on`);
      await client.query(`
        GRANT CONNECT ON DATABASE ${database} TO ${role};
        GRANT USAGE ON SCHEMA ${schemas}, ops TO ${role};
        REVOKE ALL ON ALL TABLES IN SCHEMA ops FROM ${role};
        GRANT SELECT ON ALL TABLES IN SCHEMA ${schemas} TO ${role};
        GRANT SELECT ON TABLE ${tables} TO ${role};
        ALTER DEFAULT PRIVILEGES IN SCHEMA ${schemas} GRANT SELECT ON TABLES TO ${role};`);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      if (readErrorCode(error) === insufficientPrivilege) {
        throw new UserError(
          `The database's user may not make or change the role ${cubeRole}. Remedy: give it the right (ALTER ROLE ... CREATEROLE), ` +
            'or make a read-only role yourself and name it in BRANCHLIGHT_CUBE_DATABASE_URL.'
        );
      }
      throw error;
    }
  });
  const own = new URL(url);
  own.username = cubeRole;
  own.password = encodeURIComponent(password);
  return own.toString();
}
