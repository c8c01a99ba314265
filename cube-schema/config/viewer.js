const { version: cubeVersion } = require('@cubejs-backend/api-gateway/package.json');
const { Pool } = require('pg');
const { describeCatalogue, readCatalogue } = require('./catalogue.js');
const { listGroups } = require('./view-access.js');

const groups = {
  executive: 'hq',
  analyst: 'hq',
  region_manager: 'region',
  branch_manager: 'branch',
  staff: 'staff',
};
/** Level of the unit that a group must be bound to; a viewer bound to another one has no scope. */
const levels = { hq: 'bank', region: 'region', branch: 'outlet', staff: 'staff' };
/** Who works with customers sees who they are, unless ops.viewer.sees_personal_data says otherwise. */
const seePersonalData = ['branch_manager', 'staff'];

const viewerSql = `
  WITH RECURSIVE path AS (
    SELECT u.unit_code, u.level, u.name, u.parent_code, 0 AS distance
    FROM ops.viewer v JOIN core.org_unit u ON u.unit_code = v.unit_code WHERE v.login = $1
    UNION ALL
    SELECT u.unit_code, u.level, u.name, u.parent_code, p.distance + 1
    FROM path p JOIN core.org_unit u ON u.unit_code = p.parent_code WHERE p.distance < 10
  )
  SELECT v.login, v.role, v.display_name, v.sees_personal_data,
    (SELECT json_agg(json_build_object('level', p.level, 'code', p.unit_code, 'name', p.name) ORDER BY p.distance) FROM path p) AS path
  FROM ops.viewer v WHERE v.login = $1`;

// Days with data: those of the deposits, or of whatever there is in a bank without any.
const bankSql = `
  SELECT b.bank_code, b.name, trim(b.currency) AS currency, b.time_zone, h.first_day::text, h.last_day::text, d.version::text,
    d.changed_at, extract(epoch FROM clock_timestamp() - d.changed_at) * 1000 AS age_ms,
    (SELECT f.state FROM ops.feed_state f ORDER BY f.state = 'ok', f.state LIMIT 1) AS feeds
  FROM ops.bank b CROSS JOIN ops.data_version d
  CROSS JOIN LATERAL (
    SELECT min(known.first_day) AS first_day, max(known.last_day) AS last_day FROM mart.horizon known
    WHERE known.domain = 'deposits' OR NOT EXISTS (SELECT FROM mart.horizon d WHERE d.domain = 'deposits')
  ) h`;

/**
 * Looks viewers up in the warehouse, the only source of who may see what, with every request: a change holds for whatever is asked after it. Postgres keeps
 * the statements prepared, since there are that many.
 *
 * @param {{ databaseUrl?: string, today?: string }} options
 */
function createViewerDirectory({ databaseUrl, today }) {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 4,
    options: '-c default_transaction_read_only=on',
    application_name: 'branchlight-cube-viewers',
    allowExitOnIdle: true,
  });
  // Without a listener a lost idle connection would end the process.
  pool.on('error', () => undefined);
  /** @type {Map<string, { current: Promise<object | undefined>, following?: Promise<object | undefined> }>} */
  const lookups = new Map();
  const catalogue = readCatalogue();

  async function readScope(login) {
    const { rows } = await pool.query({ name: 'viewer', text: viewerSql, values: [login] });
    return rows[0] ? toScope(rows[0]) : undefined;
  }

  /**
   * The scope of a login, or undefined where nobody has it. Who asks while the same login is looked up waits for the next look, together with all
   * others: the one under way may have begun before a change.
   */
  function findScope(login) {
    const known = lookups.get(login);
    if (!known) {
      return startLookup(login);
    }
    known.following ??= known.current.then(ignore, ignore).then(() => startLookup(login));
    return known.following;
  }

  function startLookup(login) {
    const lookup = { current: readScope(login), following: undefined };
    lookups.set(login, lookup);
    const end = () => {
      if (!lookup.following) {
        lookups.delete(login);
      }
    };
    lookup.current.then(end, end);
    return lookup.current;
  }

  /** What `GET /branchlight/v1/viewer` answers. */
  async function describeViewer(scope) {
    const { rows } = await pool.query({ name: 'bank', text: bankSql });
    const bank = rows[0];
    return {
      login: scope.login,
      displayName: scope.displayName,
      role: scope.role,
      scopeKey: scope.scopeKey,
      seesPersonalData: scope.seesPersonalData,
      unit: { ...scope.unit, parents: scope.parents },
      bank: bank
        ? {
            code: bank.bank_code,
            name: bank.name,
            currency: bank.currency,
            timeZone: bank.time_zone,
            firstDay: bank.first_day,
            lastDay: bank.last_day,
            today: today ?? bank.last_day,
          }
        : null,
      cubeVersion,
      dataVersion: bank ? Number(bank.version) : null,
      dataLoadedAt: bank ? bank.changed_at.toISOString() : undefined,
      dataAgeMs: bank ? Math.max(0, Math.round(Number(bank.age_ms))) : undefined,
      feeds: bank?.feeds ?? 'none',
    };
  }

  return {
    findScope,
    describeViewer,
    describeCatalogue: (scope) => describeCatalogue(catalogue, listGroups(scope), pool),
    close: () => pool.end(),
  };
}

const ignore = () => undefined;

/** Turns a viewer's row into Cube's security context; a viewer bound to a unit of the wrong level gets the group `none`. */
function toScope({ login, role, display_name: displayName, sees_personal_data: granted, path }) {
  const [unit, ...parents] = path;
  const group = groups[role];
  const bound = group !== undefined && levels[group] === unit.level ? group : 'none';
  const seesPersonalData = bound !== 'none' && (granted ?? seePersonalData.includes(role));
  const codeOf = (level) => path.find((step) => step.level === level)?.code ?? null;
  return {
    login,
    displayName,
    role,
    group: bound,
    seesPersonalData,
    regionCode: codeOf('region'),
    outletCode: codeOf('outlet'),
    staffCode: codeOf('staff'),
    // Answers are shared by it: whoever sees more members than another has another key.
    scopeKey: `${bound === 'hq' ? 'hq' : `${bound}:${unit.code}`}${seesPersonalData ? '+personal' : ''}`,
    unit,
    parents,
  };
}

module.exports = { createViewerDirectory, toScope };
