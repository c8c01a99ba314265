import { z } from 'zod';
import { type View } from '../model/model';

const memberLevelSchema = z.object({ excludes: z.array(z.string()).default([]) }).default({ excludes: [] });

/** Members of a view that any of its policies keeps from a group of viewers. */
export function listWithheld({ policies }: View): Set<string> {
  return new Set(policies.flatMap(({ memberLevel }) => memberLevelSchema.parse(memberLevel).excludes));
}
