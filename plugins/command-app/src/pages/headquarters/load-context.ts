import { getDisplayLanguage } from '@branchlight/panel-kit';
import { getBackendSrv } from '@grafana/runtime';
import { filter, firstValueFrom } from 'rxjs';
import { type Answer, runTargets } from '../../data/run-targets';
import { findFrame, readCell, readNumber, readText } from '../../data/frames';
import { listFigures, listMetrics, type Metric } from '../../metrics/metric';
import { parseModel } from '../../metrics/semantic-model';
import { toBankDay } from '../../period/bank-time';
import { detectCadence } from '../../period/cadence';
import { type Cadence } from '../../period/granularity';
import { type Period } from '../../period/period';
import { type DataSpan, defaultPeriod } from '../../period/presets';
import { DATASOURCE } from '../../queries/cube-query';
import { buildFactTargets, CADENCE_REF_ID, knownRefId, UNITS_REF_ID } from '../../queries/facts-queries';
import { readTargetModel, type TargetModel } from '../../targets/target-model';
import { buildPeriodsTarget, PERIODS_REF_ID } from '../../targets/target-queries';
import { parseViewer, type Viewer } from '../../viewer/viewer';
import { type Outlet, type PageContext } from './page-context';

/** Why the page cannot be shown, as far as it is not a failure. */
export type Obstacle = 'no-data' | 'no-key-figures' | 'no-access';

/**
 * Loads what the page needs once: the viewer, the model they may see, and facts about their part of the bank.
 * @returns the obstacle where there is nothing to show
 * @throws Error when the datasource does not answer
 */
export async function loadContext(): Promise<PageContext | Obstacle> {
  const [viewer, model] = await Promise.all([
    readViewer(),
    getResource('meta', { locale: getDisplayLanguage() }).then(parseModel),
  ]);
  const { firstDay, lastDay, today, timeZone } = viewer.bank;
  const offered: Offered = {
    metrics: listMetrics(model),
    figures: listFigures(model),
    targets: readTargetModel(model),
  };
  if (offered.metrics.length === 0) {
    return 'no-access';
  }
  if (!firstDay || !lastDay) {
    return 'no-data';
  }
  const span: DataSpan = { firstDay, lastDay, today: today ?? lastDay };
  const days: Period = { from: firstDay, to: lastDay };
  const questions = buildFactTargets([...offered.metrics, ...offered.figures], model, days);
  const answer = await ask([...questions, ...(offered.targets ? [buildPeriodsTarget()] : [])], days, timeZone);
  return readFacts(viewer, span, offered, answer);
}

/** What the viewer's model has, whether or not there are data for it. */
interface Offered {
  metrics: Metric[];
  figures: Metric[];
  targets?: TargetModel;
}

/** Puts the context together from the answers to {@link buildFactTargets}. */
export function readFacts(
  viewer: Viewer,
  span: DataSpan,
  { metrics, figures, targets }: Offered,
  { frames, error }: Answer
): PageContext | Obstacle {
  const hasData = (metric: Metric) => readNumber(findFrame(frames, knownRefId(metric)), metric.id) !== null;
  const known = metrics.filter(hasData);
  if (known.length === 0) {
    if (error) {
      throw new Error(error);
    }
    // There are days, so something is loaded: visits, campaigns or rates, which have no tile.
    return 'no-key-figures';
  }
  const cadence = readCadence(frames, viewer.bank.timeZone);
  return {
    viewer,
    span,
    cadence,
    metrics: known,
    missing: metrics.filter((metric) => !known.includes(metric)),
    // A ratio has no value where nothing counts at the end of all data, and yet may have one in a period.
    figures: figures.filter(
      (figure) => hasData(figure) || (figure.unit === 'ratio' && known.some(({ view }) => view === figure.view))
    ),
    outlets: readOutlets(frames),
    ...(targets && { targets: { model: targets, periods: readPeriods(frames) } }),
    defaults: defaultPeriod(span, cadence),
  };
}

function readPeriods(frames: Answer['frames']): string[] {
  const frame = findFrame(frames, PERIODS_REF_ID);
  return Array.from({ length: frame?.length ?? 0 }, (_, row) => (frame ? readText(frame, 'period', row) : ''));
}

function readOutlets(frames: Answer['frames']): Outlet[] {
  const frame = findFrame(frames, UNITS_REF_ID);
  const outlets: Outlet[] = [];
  for (let row = 0; frame && row < frame.length; row++) {
    const code = readText(frame, 'outlet_code', row);
    const regionCode = readText(frame, 'region_code', row);
    outlets.push({
      code,
      name: readText(frame, 'outlet', row) || code,
      regionCode,
      regionName: readText(frame, 'region', row) || regionCode,
    });
  }
  return outlets;
}

function readCadence(frames: Answer['frames'], timeZone: string): Cadence {
  const frame = findFrame(frames, CADENCE_REF_ID);
  const points: Array<{ day: string; value: number | null }> = [];
  for (let row = 0; frame && row < frame.length; row++) {
    const time = readCell(frame, 'date', row);
    if (typeof time === 'number') {
      points.push({ day: toBankDay(time, timeZone), value: readNumber(frame, 'balance_end', row) });
    }
  }
  return detectCadence(points.sort((a, b) => a.day.localeCompare(b.day)));
}

/** Who asks, and how new the data are; cheap to ask often. */
export async function readViewer(): Promise<Viewer> {
  return parseViewer(await getResource('viewer'));
}

async function getResource(name: string, params?: Record<string, string>): Promise<unknown> {
  return getBackendSrv().get<unknown>(`/api/datasources/uid/${DATASOURCE.uid}/resources/${name}`, params, undefined, {
    showErrorAlert: false,
  });
}

async function ask(targets: ReturnType<typeof buildFactTargets>, days: Period, timeZone: string): Promise<Answer> {
  return firstValueFrom(runTargets(targets, days, timeZone).pipe(filter(({ state }) => state !== 'loading')));
}
