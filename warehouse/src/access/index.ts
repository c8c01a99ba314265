export { cubeRole, ensureCubeRole } from './cube-role';
