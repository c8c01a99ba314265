import { z } from 'zod';
import { type FieldConfig, type FrameMeta } from './frame';

const configSchema = z.looseObject({
  displayNameFromDS: z.string().optional(),
  description: z.string().optional(),
  unit: z.string().optional(),
  decimals: z.number().optional(),
});
const labelsSchema = z.record(z.string(), z.string());
const metaSchema = z.looseObject({
  type: z.string().optional(),
  typeVersion: z.tuple([z.number(), z.number()]).optional(),
  notices: z
    .array(z.object({ severity: z.enum(['info', 'warning', 'error']), text: z.string() }))
    .nullish()
    .transform((notices) => notices ?? undefined),
  executedQueryString: z.string().optional(),
  custom: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((custom) => custom ?? undefined),
});

/** Properties of a frame, a field's labels and its config travel as JSON texts; what is not valid is left out. */
export function parseMeta(text: string | undefined): FrameMeta | undefined {
  return metaSchema.safeParse(parseJson(text)).data;
}

export function parseLabels(text: string | undefined): Record<string, string> | undefined {
  return labelsSchema.safeParse(parseJson(text)).data;
}

export function parseConfig(text: string | undefined): FieldConfig | undefined {
  return configSchema.safeParse(parseJson(text)).data;
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
