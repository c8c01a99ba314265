/** Throws an error of type "UserError" for a query that no viewer may send; see guard.js. */
export function checkRawQuery(query: unknown): void;
