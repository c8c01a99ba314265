const { createSecretKey } = require('node:crypto');
const { CubejsHandlerError } = require('@cubejs-backend/api-gateway/dist/src/cubejs-handler-error');
const jwt = require('jsonwebtoken');
const { readEngineOptions } = require('./engine.js');
const { checkMayAsk, checkRawQuery, listOpenViews } = require('./guard.js');
const { waitForNewVersions } = require('./new-versions.js');
const { rewriteQuery } = require('./rewrite.js');
const { listGroups } = require('./view-access.js');
const { createViewerDirectory } = require('./viewer.js');

const issuer = 'branchlight-cube-datasource';
/** Seconds by which two machines' clocks may differ. */
const clockTolerance = 5;
/** The longest life of a token, in seconds. */
const longestLife = 600;
const openPaths = /^\/cubejs-api\/v1\/(load|meta|sql)$|^\/branchlight\/v1\/viewer$/;

/**
 * Cube's options, the same wherever Cube runs: who a viewer is, what they may ask, which rows they see.
 *
 * @param {{ databaseUrl?: string, apiSecret?: string, today?: string }} settings
 */
function createCubeConfig({ databaseUrl, apiSecret, today = process.env.BRANCHLIGHT_TODAY }) {
  if (!databaseUrl || !apiSecret || apiSecret.length < 32) {
    throw new Error('Cube needs DATABASE_URL and CUBEJS_API_SECRET (at least 32 characters).');
  }
  waitForNewVersions();
  const viewers = createViewerDirectory({ databaseUrl, today });
  // As a text it would be tried as a public key first, with every token.
  const key = createSecretKey(Buffer.from(apiSecret));

  /** Turns a request's token into the viewer's scope; nothing else of the request says who asks. */
  async function checkAuth(request, token) {
    const path = request.originalUrl?.split('?')[0];
    if (path !== undefined && !openPaths.test(path)) {
      throw new CubejsHandlerError(404, 'Not Found', 'This part of the API is switched off.');
    }
    request.securityContext = await authenticate(token);
    if (path?.endsWith('/load') || path?.endsWith('/sql')) {
      refuseWithoutViews(request.securityContext);
      checkQueryOf(request);
    }
  }

  async function authenticate(token) {
    const { login, scopeKey } = readToken(token, key);
    let scope;
    try {
      scope = await viewers.findScope(login);
    } catch {
      throw new CubejsHandlerError(503, 'Service Unavailable', 'The warehouse cannot be asked who you are: try again.');
    }
    if (!scope) {
      throw new CubejsHandlerError(403, 'Forbidden', `Nobody is known as "${login}": ask for an entry in ops.viewer.`);
    }
    // The datasource shares answers by what it thinks that the viewer sees: an answer of another scope must not come into its hands.
    if (scopeKey !== undefined && scopeKey !== scope.scopeKey) {
      throw new CubejsHandlerError(409, 'Conflict', 'What you may see has just changed: ask again.');
    }
    return scope;
  }

  return {
    config: {
      apiSecret,
      telemetry: false,
      schemaPath: 'model',
      checkAuth,
      contextToGroups: async ({ securityContext }) => listGroups(securityContext),
      contextToApiScopes: async (scope) => listApiScopes(scope),
      queryRewrite: async (query, { securityContext }) => rewriteQuery(query, securityContext),
      ...readEngineOptions(databaseUrl),
      scheduledRefreshTimer: false,
      orchestratorOptions: { continueWaitTimeout: 30, queryCacheOptions: { refreshKeyRenewalThreshold: 2 } },
    },
    authenticate,
    viewers,
  };
}

/** Analysts may see the SQL of their queries. Everything else of Cube's API stays shut. */
function listApiScopes(scope) {
  if (scope?.role === 'analyst' && scope.group === 'hq') {
    return ['meta', 'data', 'sql'];
  }
  return listOpenViews(scope?.group).length > 0 ? ['meta', 'data'] : ['meta'];
}

function refuseWithoutViews(scope) {
  if (!listApiScopes(scope).includes('data')) {
    throw new CubejsHandlerError(
      403,
      'Forbidden',
      `The role ${scope.role} does not fit the unit "${scope.unit.code}" in ops.viewer: have the entry corrected.`
    );
  }
}

/** Looks at the query where Cube will take it from: another one beside it, in the body or the address, is not to be mistaken for it. */
function checkQueryOf(request) {
  const sent = request.method === 'GET' ? request.query?.query : request.body?.query;
  let query = sent;
  try {
    query = typeof sent === 'string' ? JSON.parse(sent) : sent;
  } catch {
    throw new CubejsHandlerError(400, 'Bad Request', 'The query is not valid JSON.');
  }
  try {
    checkRawQuery(query);
    checkMayAsk(query, request.securityContext);
  } catch (error) {
    throw error.type === 'UserError'
      ? new CubejsHandlerError(error.status, error.status === 403 ? 'Forbidden' : 'Bad Request', error.message)
      : error;
  }
}

/** @returns {{ login: string, scopeKey?: string }} whom a valid token was signed for, and what they were thought to see */
function readToken(token, key) {
  try {
    const claims = jwt.verify(token ?? '', key, { algorithms: ['HS256'], issuer, clockTolerance });
    const isShortLived =
      typeof claims.exp === 'number' && claims.exp - Date.now() / 1000 <= longestLife + clockTolerance;
    if (typeof claims.sub === 'string' && claims.sub !== '' && !claims.sub.includes('\0') && isShortLived) {
      return { login: claims.sub, scopeKey: claims.scope_key };
    }
  } catch {
    // Falls through: why a token fails is of no use to an honest caller.
  }
  throw new CubejsHandlerError(403, 'Forbidden', 'A valid, short-lived token is needed: sign in again.');
}

module.exports = { createCubeConfig, listApiScopes };
