export { startCubeServer, type CubeServer, type CubeServerOptions } from './start';
