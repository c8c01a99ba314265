import { type ViewAccess } from './view-access';

/** Throws an error of type "UserError" for a query that no viewer may send; see guard.js. */
export function checkRawQuery(query: unknown): void;
/** Throws an error of type "UserError" and status 403 for a view or a member that is not for the viewer; see guard.js. */
export function checkMayAsk(
  query: object,
  scope: { role?: string; group?: string; seesPersonalData?: boolean },
  access?: Record<string, ViewAccess>
): void;
