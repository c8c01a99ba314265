/**
 * Cube's server asks this package whether a Cube Store binary can run on this machine. It cannot: nothing is
 * downloaded. A Cube Store that runs elsewhere is reached over the network by CUBEJS_CUBESTORE_HOST.
 */
class CubeStoreHandler {
  constructor() {
    throw new Error('No Cube Store is installed here. Set CUBEJS_CUBESTORE_HOST to use one that runs elsewhere.');
  }
}

module.exports = { CubeStoreHandler, isCubeStoreSupported: () => false };
