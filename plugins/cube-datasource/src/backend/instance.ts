import {
  type CatalogueAnswer,
  chooseLanguage,
  type CubeQuery,
  type LoadResult,
  type ModelLanguages,
  type ModelTexts,
  toColumns,
  type Viewer,
  type ViewerBank,
} from '@branchlight/cube-contract';
import { createHash } from 'node:crypto';
import { CubeClient, type QuerySql } from './cube-client';
import { FreshAnswers } from './fresh-answers';
import { toQueryKey } from './prepare-query';
import { QueryError } from './query-error';
import { SharedAnswers } from './shared-answers';
import { type CubeSettings } from './settings';

/** Cube looks for new data every two seconds, so its answers may be those before a load for that long. */
const cubeCatchUpMs = 5_000;
const youngAnswerKeptMs = 500;
const answerKeptMs = 5_000;
/** Texts change with a new version of the model only. */
const textsKeptMs = 60_000;
const instancesAtMost = 20;

/** A viewer of a bank that is loaded. */
export interface BankViewer extends Viewer {
  bank: ViewerBank & { today: string };
}

/** One datasource of Grafana: a Cube server, and the answers shared between its viewers. */
export class DatasourceInstance {
  private readonly client: CubeClient;
  private readonly viewers = new FreshAnswers<Viewer>();
  private readonly metas = new SharedAnswers<unknown>({ keptMs: answerKeptMs, heaviest: 200 });
  private readonly catalogues = new SharedAnswers<CatalogueAnswer>({ keptMs: answerKeptMs, heaviest: 200 });
  private readonly texts = new SharedAnswers<ModelLanguages>({ keptMs: textsKeptMs, heaviest: 1 });
  private readonly answers = new SharedAnswers<LoadResult>({
    keptMs: answerKeptMs,
    // Cells: about 100 MB of small texts and numbers.
    heaviest: 2_000_000,
    weigh: countCells,
  });

  constructor(settings: CubeSettings) {
    this.client = new CubeClient(settings);
  }

  /**
   * Who asks, what they see and how new the data are, as of now: answers that are kept are given by what it says, so that nobody gets one of a scope
   * that is not theirs any more.
   */
  getViewer(login: string, signal: AbortSignal): Promise<Viewer> {
    return this.viewers.get(login, signal, (shared) => this.client.getViewer(login, shared));
  }

  /** Like `getViewer`, but shared with nobody: a health check tells about this very moment. */
  askViewer(login: string, signal: AbortSignal): Promise<Viewer> {
    return this.client.getViewer(login, signal);
  }

  /** Like `getViewer`; throws a QueryError while no bank is loaded. */
  async getBankViewer(login: string, signal: AbortSignal): Promise<BankViewer> {
    const viewer = await this.getViewer(login, signal);
    const today = viewer.bank?.today;
    if (!viewer.bank || !today) {
      throw new QueryError('The bank has no data yet: load its files first.', 503);
    }
    return { ...viewer, bank: { ...viewer.bank, today } };
  }

  getMeta(viewer: Viewer, signal: AbortSignal): Promise<unknown> {
    return this.metas.get(scopeOf(viewer), signal, (shared) => this.client.getMeta(viewer, shared));
  }

  getCatalogue(viewer: Viewer, signal: AbortSignal): Promise<CatalogueAnswer> {
    return this.catalogues.get(scopeOf(viewer), signal, (shared) => this.client.getCatalogue(viewer, shared));
  }

  /**
   * The model's texts for a reader of a language; English where it is unknown. They are the same for everybody and are
   * laid over shared answers afterwards, so a language never makes Cube answer anew. Figures do not wait for texts that
   * cannot be had.
   */
  async getTexts(viewer: Viewer, language: string | undefined, signal: AbortSignal): Promise<ModelTexts | undefined> {
    const languages = await this.texts.get('texts', signal, async (shared) => {
      try {
        return await this.client.getTexts(viewer.login, shared);
      } catch (error) {
        if (error instanceof QueryError) {
          return {};
        }
        throw error;
      }
    });
    return languages[chooseLanguage(language, Object.keys(languages))];
  }

  getSql(viewer: Viewer, query: CubeQuery, signal: AbortSignal): Promise<QuerySql> {
    return this.client.getSql(viewer, query, signal);
  }

  /** Figures for a viewer; shared with viewers of the same role and scope as long as the data are the same. */
  load(viewer: Viewer, query: CubeQuery, signal: AbortSignal): Promise<LoadResult> {
    const isYoung = viewer.dataAgeMs !== undefined && viewer.dataAgeMs < cubeCatchUpMs;
    // What Cube answers shortly after a load may be from before it: not to be kept as the figures of the new data.
    const slice = isYoung ? ` ${Math.floor(Date.now() / youngAnswerKeptMs)}` : '';
    const key = `${scopeOf(viewer)} ${toQueryKey(query)}${slice}`;
    return this.answers.get(key, signal, (shared) => this.client.load(viewer, query, shared));
  }
}

/**
 * What decides which rows and members a viewer sees. The scope key tells rows; the role is added so that viewers share
 * no answer should a role ever see other members of the same rows.
 */
function scopeOf({ bank, dataVersion, role, scopeKey }: Viewer): string {
  return JSON.stringify([bank?.code, dataVersion, role, scopeKey]);
}

function countCells(result: LoadResult): number {
  const { rows } = toColumns(result);
  const { dimensions, measures, timeDimensions } = result.annotation;
  return rows * [dimensions, measures, timeDimensions].reduce((sum, part) => sum + Object.keys(part).length, 0);
}

/** Instances by their settings: another URL or secret is another instance and shares nothing. */
export class DatasourceInstances {
  private readonly instances = new Map<string, DatasourceInstance>();

  get(settings: CubeSettings): DatasourceInstance {
    const key = createHash('sha256')
      .update(JSON.stringify([settings.url, settings.secret]))
      .digest('hex');
    const known = this.instances.get(key);
    if (known) {
      return known;
    }
    const [oldest] = this.instances.keys();
    if (oldest !== undefined && this.instances.size >= instancesAtMost) {
      this.instances.delete(oldest);
    }
    const instance = new DatasourceInstance(settings);
    this.instances.set(key, instance);
    return instance;
  }
}
