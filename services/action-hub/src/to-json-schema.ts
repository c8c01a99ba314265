import { z } from 'zod';

/** A zod schema as the JSON schema that Fastify serialises with and OpenAPI publishes. */
export function toJsonSchema(schema: z.ZodType): Record<string, unknown> {
  const document = z.toJSONSchema(schema, { target: 'draft-7' });
  delete document.$schema;
  return document;
}
