export type Dialect = Record<string, (...parts: string[]) => string>;

export const dialects: { postgres: Dialect; duckdb: Dialect };
export function readEngine(): 'postgres' | 'duckdb';
