export * from './migrations/migrate';
export * from './postgres';
