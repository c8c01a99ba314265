/** Cube's own method, before it was replaced. */
let original;

/**
 * Lets Cube wait until it knows which version of the data there is before it gives a kept answer. By itself it gives the kept one and looks for a new
 * version meanwhile, so that a page which asks once after a load shows figures from before it.
 *
 * The version is looked for once in two seconds (`refreshKeyRenewalThreshold`), whoever asks. Cube has no option for this, and makes its cache of
 * queries itself, so the method is put on its class.
 */
function waitForNewVersions() {
  // Loaded late, as all of Cube: its modules read the environment while they load.
  const { QueryCache } = require('@cubejs-backend/query-orchestrator');
  original ??= QueryCache.prototype.loadRefreshKeys;
  QueryCache.prototype.loadRefreshKeys = function loadRefreshKeys(queries, expireSecs, options) {
    return original.call(this, queries, expireSecs, { ...options, skipRefreshKeyWaitForRenew: false });
  };
}

module.exports = { waitForNewVersions };
