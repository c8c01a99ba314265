/**
 * Cube's configuration for the image cubejs/cube (docker/cube.Dockerfile). services/cube-server takes the same from createCubeConfig.
 *
 * Reads DATABASE_URL, CUBEJS_API_SECRET (the key that signs viewers' tokens), CUBEJS_REFRESH_WORKER and, optionally, BRANCHLIGHT_TODAY.
 */
const { CubejsServerCore } = require('@cubejs-backend/server-core');
const { createCubeConfig } = require('./config/create-config.js');
const { addOwnRoutes } = require('./config/own-routes.js');
const { addPlans } = require('./config/plans/answer-by-plans.js');

const cube = createCubeConfig({
  databaseUrl: process.env.DATABASE_URL,
  apiSecret: process.env.CUBEJS_API_SECRET,
});
addOwnRoutes(CubejsServerCore, cube);
addPlans(CubejsServerCore);

module.exports = {
  ...cube.config,
  // Only the refresh worker works between requests.
  scheduledRefreshTimer: process.env.CUBEJS_REFRESH_WORKER === 'true' ? 30 : false,
};
