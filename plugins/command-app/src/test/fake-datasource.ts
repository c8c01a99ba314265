import { type DataFrame, LoadingState, type PanelData } from '@grafana/data';
import { setDataSourceSrv, setRunRequest } from '@grafana/runtime';
import { of } from 'rxjs';
import { startOfBankDay } from '../period/bank-time';
import { listBucketStarts } from '../period/granularity';
import { type CubeQuery, type CubeTarget } from '../queries/cube-query';
import { makeFrame } from './fixtures';

/** Units and tiers that every measure of the fake bank is spread over, with their shares of it. */
const PARTS = [
  { region_code: 'R01', region: 'North', outlet_code: 'B0001', outlet: 'Harbour', tier: 'gold', share: 0.5 },
  { region_code: 'R01', region: 'North', outlet_code: 'B0002', outlet: 'Old town', tier: 'silver', share: 0.3 },
  { region_code: 'R02', region: 'South', outlet_code: 'B0003', outlet: 'Market', tier: 'gold', share: 0.2 },
] as const;

type PartKey = Exclude<keyof (typeof PARTS)[number], 'share'>;

export interface FakeDatasource {
  /** Every request so far, as its queries. */
  requests: CubeTarget[][];
  /** Set to make queries fail whose refId it accepts. */
  fail: ((target: CubeTarget) => boolean) | undefined;
  /** Answers to give instead of the made-up bank's, by refId. */
  frames: Record<string, DataFrame>;
}

/**
 * Puts a made-up bank behind the Cube datasource: a measure is worth 1,000,000 in periods that end in 1994 and 800,000
 * before, whichever it is. It answers scope and category filters and group-bys like the real one.
 */
export function installFakeDatasource(): FakeDatasource {
  const fake: FakeDatasource = { requests: [], fail: undefined, frames: {} };
  const datasource = { uid: 'branchlight-cube' };
  setDataSourceSrv({
    get: async () => datasource,
    getList: () => [],
    getInstanceSettings: () => undefined,
    reload: () => undefined,
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  setRunRequest((_datasource, request) => {
    const targets = request.targets as CubeTarget[];
    fake.requests.push(targets);
    const failed = targets.filter((target) => fake.fail?.(target));
    const data: PanelData = {
      state: failed.length > 0 ? LoadingState.Error : LoadingState.Done,
      series: targets
        .filter((target) => !failed.includes(target))
        .map((target) => fake.frames[target.refId] ?? answer(target)),
      errors: failed.map(({ refId }) => ({ refId, message: `Cube refused ${refId}` })),
      timeRange: request.range,
    };
    return of(data);
  });
  return fake;
}

function answer({ refId, query }: CubeTarget): DataFrame {
  const measures = query.measures ?? [];
  const [time] = query.timeDimensions ?? [];
  const end = time?.dateRange[1] ?? '1994-03-31';
  const amount = end >= '1994-01-01' ? 1_000_000 : 800_000;
  const parts = PARTS.filter((part) => passes(part, query));
  const sum = (own: typeof parts) => Math.round(own.reduce((total, { share }) => total + share, 0) * amount);
  const columns: Record<string, Array<string | number | null>> = {};
  if (time?.granularity) {
    const starts = listBucketStarts({ from: time.dateRange[0], to: time.dateRange[1] }, time.granularity);
    columns.date = starts.map((day) => startOfBankDay(day, 'Europe/Prague'));
    measures.forEach(
      (member) => (columns[bare(member)] = starts.map((_, index) => sum(parts) - (starts.length - 1 - index) * 1000))
    );
  } else if (query.dimensions) {
    const dimensions = query.dimensions.map(bare) as PartKey[];
    const groups = [...new Set(parts.map((part) => part[dimensions[0] ?? 'tier']))];
    const members = groups.map((key) => parts.filter((part) => part[dimensions[0] ?? 'tier'] === key));
    dimensions.forEach((name) => (columns[name] = members.map(([first]) => first?.[name] ?? null)));
    measures.forEach((member) => (columns[bare(member)] = members.map(sum)));
  } else {
    measures.forEach((member) => (columns[bare(member)] = [sum(parts)]));
  }
  return makeFrame(refId, columns);
}

function passes(part: (typeof PARTS)[number], { filters = [] }: CubeQuery): boolean {
  return filters.every(({ member, values }) => values.includes(part[bare(member) as PartKey]));
}

function bare(member: string): string {
  return member.split('.').pop() ?? member;
}
