import { z } from 'zod';

const namePattern = '[a-zA-Z_][a-zA-Z0-9_]*';
const member = new RegExp(`^${namePattern}\\.${namePattern}$`);
const memberOrGranularity = new RegExp(`^${namePattern}\\.${namePattern}(?:\\.${namePattern})?$`);

/** A member as `view.member`. */
export const memberSchema = z
  .string({ error: 'must be a member as "view.member", such as "deposits.credits".' })
  .regex(member, {
    error: (issue) => `"${String(issue.input)}" is not a member: write "view.member", such as "deposits.credits".`,
  });

/** A member, or a time dimension with its granularity: `view.date.month`. */
export const dimensionSchema = z
  .string({ error: 'must be a member as "view.member", such as "deposits.outlet_code".' })
  .regex(memberOrGranularity, {
    error: (issue) => `"${String(issue.input)}" is not a member: write "view.member", such as "deposits.outlet_code".`,
  });

/** Name of a member without its view: `outlet_code` of `deposits.outlet_code`. */
export function stripView(memberName: string): string {
  return memberName.slice(memberName.indexOf('.') + 1);
}

/** View of a member: `deposits` of `deposits.outlet_code`. */
export function getView(memberName: string): string {
  return memberName.slice(0, Math.max(0, memberName.indexOf('.')));
}
