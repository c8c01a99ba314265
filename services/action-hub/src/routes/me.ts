import { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { requirePerson } from '../identity/identity';
import { type PeopleDirectory, personSchema, unitSchema } from '../people/people-directory';
import { problemMediaType, problemSchema } from '../problem';
import { toJsonSchema } from '../to-json-schema';

const meSchema = personSchema.extend({
  parents: z.array(unitSchema).describe('Units above the own one, nearest first'),
  children: z.array(unitSchema).describe('Units right below the own one'),
});

const problem = { content: { [problemMediaType]: { schema: toJsonSchema(problemSchema) } } };

/** `GET /api/me`: who asks, with the organisation around them. */
export function addMeRoute(app: FastifyInstance, people: PeopleDirectory): void {
  app.get(
    '/api/me',
    {
      schema: {
        summary: 'The verified viewer, their unit and the units around it',
        response: { 200: toJsonSchema(meSchema), 401: problem, 403: problem },
      },
    },
    async (request) => {
      const person = requirePerson(request);
      return { ...person, ...(await people.describeSurroundings(person.unit.code)) };
    }
  );
}
