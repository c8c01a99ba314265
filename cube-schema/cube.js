/**
 * Cube's configuration, for the image cubejs/cube as well as for services/cube-server.
 *
 * Reads DATABASE_URL, CUBEJS_API_SECRET (the key that signs viewers' tokens) and, optionally, BRANCHLIGHT_TODAY.
 */
const { createCubeConfig } = require('./config/create-config.js');

module.exports = createCubeConfig({
  databaseUrl: process.env.DATABASE_URL,
  apiSecret: process.env.CUBEJS_API_SECRET,
}).config;
