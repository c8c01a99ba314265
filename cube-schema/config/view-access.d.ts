import { type ViewerScope } from './create-config';

/** Who may ask a view, and which of its members tell who a customer is. */
export interface ViewAccess {
  groups: string[];
  personal: string[];
}

export function readViewAccess(folder?: string): Record<string, ViewAccess>;
export function listGroups(scope?: Partial<ViewerScope>): string[];
export const personalSuffix: string;
