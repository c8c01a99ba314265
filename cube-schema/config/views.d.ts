/** The public views and the hidden member that takes their period; see views.js. */
export const views: Readonly<Record<string, { period?: string; targets?: string }>>;
