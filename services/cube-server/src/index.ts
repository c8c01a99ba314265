export { startCubeServer, type CubeServer, type CubeServerOptions } from './start';
export { cubeEnvironment } from './settings';
