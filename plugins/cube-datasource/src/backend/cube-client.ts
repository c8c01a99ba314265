import {
  type CatalogueAnswer,
  catalogueAnswerSchema,
  type CubeQuery,
  continueWaitSchema,
  type LoadResult,
  loadErrorSchema,
  loadResultSchema,
  type ModelLanguages,
  modelLanguagesSchema,
  type Viewer,
  viewerSchema,
} from '@branchlight/cube-contract';
import { sendHttpRequest } from '@branchlight/runtime';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { explainConnection } from './explain-connection';
import { explainRefusal, readHiddenMember } from './explain-refusal';
import { QueryError } from './query-error';
import { type CubeSettings } from './settings';
import { TokenIssuer } from './tokens';

/** How long a query may say "Continue wait"; Grafana gives up on panels sooner, on reports later. */
const longestWaitMs = 90_000;
const waitPauseMs = 100;
/** Of a message from Cube. */
const longestMessage = 600;

const sqlAnswerSchema = z.looseObject({
  sql: z.looseObject({ sql: z.tuple([z.string(), z.array(z.unknown())]) }),
});

/** A statement with `$1`, `$2` for its parameters. */
export interface QuerySql {
  sql: string;
  params: unknown[];
}

export interface CubeAnswer {
  status: number;
  body: unknown;
}

/** Who asks, and what they are thought to see: their answers are shared by it. */
export type Asker = Pick<Viewer, 'login' | 'scopeKey'>;

/** What Cube answers when a viewer does not see what their token says. */
const scopeChanged = 409;

/** Cube's REST API and Branchlight's viewer endpoint beside it, asked in the name of a login. */
export class CubeClient {
  private readonly tokens: TokenIssuer;

  constructor(private readonly settings: CubeSettings) {
    this.tokens = new TokenIssuer(settings.secret);
  }

  /** Who a login is; throws a QueryError when nobody is. */
  async getViewer(login: string, signal: AbortSignal): Promise<Viewer> {
    const { body, status } = await this.send({ login }, '/branchlight/v1/viewer', undefined, signal);
    if (status === 404) {
      throw new QueryError(
        `There is no Branchlight Cube server at ${this.settings.url}: correct the Cube API URL in the datasource's settings.`,
        502,
        'downstream',
        'server'
      );
    }
    if (status !== 200) {
      throw this.toError(login, status, body);
    }
    const viewer = viewerSchema.safeParse(body);
    if (!viewer.success) {
      throw new QueryError(
        'Cube answers, but not as a Branchlight Cube server: check the Cube API URL and its version.',
        502,
        'downstream',
        'server'
      );
    }
    return viewer.data;
  }

  /** Cube's description of the views that a login may see. */
  async getMeta(asker: Asker, signal: AbortSignal): Promise<unknown> {
    const { body, status } = await this.send(asker, '/cubejs-api/v1/meta', undefined, signal);
    if (status !== 200) {
      throw this.toSharedError(asker, status, body);
    }
    return body;
  }

  /** The model's texts in all languages; none where the Cube server has no such endpoint. */
  async getTexts(login: string, signal: AbortSignal): Promise<ModelLanguages> {
    const { body, status } = await this.send({ login }, '/branchlight/v1/texts', undefined, signal);
    if (status !== 200 && status !== 404) {
      throw this.toError(login, status, body);
    }
    return modelLanguagesSchema.safeParse(status === 200 ? body : {}).data ?? {};
  }

  /** Lineage, use and age of the measures that a login may see. */
  async getCatalogue(asker: Asker, signal: AbortSignal): Promise<CatalogueAnswer> {
    const { body, status } = await this.send(asker, '/branchlight/v1/catalogue', undefined, signal);
    if (status === 404) {
      throw new QueryError('The Cube server has no catalogue: bring it to the version of the plugin.', 502);
    }
    if (status !== 200) {
      throw this.toSharedError(asker, status, body);
    }
    const answer = catalogueAnswerSchema.safeParse(body);
    if (!answer.success) {
      throw new QueryError(
        'Cube gave a catalogue that the plugin cannot read: bring both to the same version of Branchlight.',
        502
      );
    }
    return answer.data;
  }

  /** Asks for figures; waits as long as Cube still computes, at most 90 seconds. */
  async load(asker: Asker, query: CubeQuery, signal: AbortSignal): Promise<LoadResult> {
    const request = { query: { ...query, responseFormat: 'compact' }, cache: 'must-revalidate' };
    const end = Date.now() + longestWaitMs;
    while (Date.now() < end) {
      const { body, status } = await this.send(asker, '/cubejs-api/v1/load', request, signal);
      if (continueWaitSchema.safeParse(body).success) {
        await sleep(waitPauseMs, undefined, { signal });
        continue;
      }
      if (status !== 200) {
        throw this.toSharedError(asker, status, body);
      }
      const result = loadResultSchema.safeParse(body);
      if (!result.success) {
        throw new QueryError(
          'Cube gave an answer that is not one of /v1/load: check the Cube API URL and its version.',
          502
        );
      }
      return result.data;
    }
    throw new QueryError(
      `Cube did not answer within ${longestWaitMs / 1000} seconds: ask for fewer days or members.`,
      504
    );
  }

  /** The SQL that Cube would run for a query, with its parameters; only for those whom Cube lets see it. */
  async getSql(asker: Asker, query: CubeQuery, signal: AbortSignal): Promise<QuerySql> {
    const { body, status } = await this.send(asker, '/cubejs-api/v1/sql', { query }, signal);
    if (status !== 200) {
      throw this.toSharedError(asker, status, body);
    }
    const answer = sqlAnswerSchema.safeParse(body);
    if (!answer.success) {
      throw new QueryError('Cube gave an answer that is not one of /v1/sql: check the version of Cube.', 502);
    }
    const [sql, params] = answer.data.sql.sql;
    return { sql, params };
  }

  private async send(
    { login, scopeKey }: Pick<Asker, 'login'> & Partial<Asker>,
    path: string,
    body: unknown,
    signal: AbortSignal
  ): Promise<CubeAnswer> {
    try {
      const answer = await sendHttpRequest(`${this.settings.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          Authorization: `Bearer ${this.tokens.issue(login, scopeKey)}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        signal,
        isRepeatable: true,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: parseJson(answer.body.toString()) };
    } catch (error) {
      if (signal.aborted) {
        throw signal.reason;
      }
      const code = findCode(error);
      throw new QueryError(
        `Cube does not answer at ${this.settings.url} (${this.hideSecret(code)}): ${explainConnection(code)}`,
        502,
        'downstream',
        'address'
      );
    }
  }

  /** Others of the same scope who wait for the same answer are told as well: whose request it was is none of their business. */
  private toSharedError({ login }: Asker, status: number, body: unknown): QueryError {
    const { message, source, stage, status: shown } = this.toError(login, status, body);
    const anonymous = message.replace(` for "${login}"`, '').replaceAll(`"${login}"`, 'this login');
    return new QueryError(anonymous, shown, source, stage);
  }

  private toError(login: string, status: number, body: unknown): QueryError {
    const said = loadErrorSchema.safeParse(body).data?.error.replace(/^Error: /, '');
    const message = this.hideSecret(said ?? '').slice(0, longestMessage);
    if (status === 401 || /invalid (token|signature)|token is needed|jwt/i.test(message)) {
      return new QueryError(
        "Cube refuses the datasource's tokens: enter Cube's CUBEJS_API_SECRET as Cube API secret in the datasource's " +
          'settings. If it is right already, the clocks of the two machines differ.',
        502,
        'downstream',
        'secret'
      );
    }
    if (status === 403) {
      return new QueryError(
        message ? `Not allowed for "${login}": ${message}` : `Cube refuses the login "${login}".`,
        403,
        'downstream',
        'login'
      );
    }
    if (status === scopeChanged) {
      return new QueryError(`What you may see has just changed: ask again.`, status);
    }
    const hidden = readHiddenMember(message);
    if (hidden !== undefined) {
      return new QueryError(`Not allowed for "${login}": "${hidden}" is not open to you; choose another view.`, 403);
    }
    if (status >= 400 && status < 500 && message) {
      return new QueryError(`Cube cannot answer the query: ${explainRefusal(message)}`, status);
    }
    return new QueryError(
      `Cube failed (HTTP ${status})${message ? `: ${message}` : ''}. See the log of the Cube server.`,
      502
    );
  }

  private hideSecret(text: string): string {
    return text.replaceAll(this.settings.secret, '***').replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `ECONNREFUSED` and the like, which fetch hides in causes. */
function findCode(error: unknown): string {
  let cause: unknown = error;
  while (cause instanceof Error) {
    if ('code' in cause && typeof cause.code === 'string') {
      return cause.code;
    }
    if (cause.cause === undefined) {
      return cause.message;
    }
    cause = cause.cause;
  }
  return String(cause);
}
