export { withClient } from './connection';
export { removePostgresData } from './folders';
export { type PostgresHandle } from './handle';
export { startPostgres, type PostgresOptions } from './start-postgres';
