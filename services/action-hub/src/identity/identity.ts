import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { ProblemError } from '../problem';
import { type Person, type PeopleDirectory } from '../people/people-directory';
import { hubIdentityHeader, verifyIdentity } from './token';

declare module 'fastify' {
  interface FastifyRequest {
    person: Person | undefined;
  }
  interface FastifyContextConfig {
    /** Only these routes answer without an identity. */
    isOpen?: boolean;
  }
}

/** Every route needs a verified identity of a known viewer, unless its config says `isOpen`. */
export function addIdentity(app: FastifyInstance, people: PeopleDirectory, key: string): void {
  app.decorateRequest('person', undefined);

  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.isOpen) {
      return;
    }
    const token = request.headers[hubIdentityHeader.toLowerCase()];
    const login = typeof token === 'string' ? verifyIdentity(token, key) : undefined;
    if (login === undefined) {
      throw new ProblemError(401, `The request carries no valid identity (${hubIdentityHeader}).`);
    }
    request.person = await people.find(login);
    if (!request.person) {
      throw new ProblemError(403, `${login} is no viewer of this bank: an administrator has to add the login.`);
    }
  });
}

/** The person of a route that needs one. */
export function requirePerson(request: FastifyRequest): Person {
  if (!request.person) {
    throw new ProblemError(401, 'The request carries no valid identity.');
  }
  return request.person;
}
