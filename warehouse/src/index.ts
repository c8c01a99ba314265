export * from './access';
export * from './demo-bank';
export * from './loader';
export * from './mart';
export * from './migrations/migrate';
export * from './postgres';
export * from './settings';
export * from './viewers';
