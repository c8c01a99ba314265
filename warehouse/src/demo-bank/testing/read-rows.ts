/** Reads rows of the finished bank. */
export type ReadRows = (sql: string) => Promise<Array<Record<string, unknown>>>;
