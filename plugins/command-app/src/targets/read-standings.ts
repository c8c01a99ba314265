import { type StatusLevel } from '@branchlight/panel-kit';
import { type DataFrame } from '@grafana/data';
import { findFrame, readNumber, readText } from '../data/frames';
import { LEAGUE_REF_ID, type LeagueLevel, METRICS_REF_ID } from './target-queries';

/** Where one metric's target stands; null where there is no value. */
export interface Standing {
  metric: string;
  isMoney: boolean;
  status: StatusLevel | undefined;
  actual: number | null;
  target: number | null;
  attainment: number | null;
  pace: number | null;
  forecast: number | null;
  /** Share of the target that is due by now */
  due: number | null;
}

/** A unit below with its pace over all metrics. */
export interface LeagueRow {
  code: string;
  name: string;
  pace: number;
}

const LEVELS: Record<string, StatusLevel> = { green: 'good', amber: 'watch', red: 'act' };
/** The order of the settings: deposits first. */
const ORDER = ['deposit_balance', 'net_inflow', 'salary_inflow', 'new_customers', 'new_lending'];

export function readStandings(frames: DataFrame[]): Standing[] {
  const frame = findFrame(frames, METRICS_REF_ID);
  const rows: Standing[] = [];
  for (let row = 0; frame && row < frame.length; row++) {
    const read = (name: string) => readNumber(frame, name, row);
    const isMoney = readText(frame, 'unit', row) === 'currency';
    const forecast = read('forecast');
    const target = read('target');
    const expected = read('expected');
    rows.push({
      metric: readText(frame, 'metric', row),
      isMoney,
      status: LEVELS[readText(frame, 'status', row)],
      actual: read('actual'),
      target,
      attainment: read('attainment'),
      pace: roundPace(read('pace_index')),
      // Nobody wins a part of a customer.
      forecast: forecast === null || isMoney ? forecast : Math.round(forecast),
      due: target && expected !== null ? expected / target : null,
    });
  }
  return rows.sort((a, b) => rank(a.metric) - rank(b.metric));
}

/** Down to a tenth of a percent: 89.96 % must not stand as 90 % beside the status of less than 90 %. */
function roundPace(pace: number | null): number | null {
  return pace === null ? null : Math.floor(pace * 1000) / 1000;
}

export function readLeague(frames: DataFrame[], level: LeagueLevel): LeagueRow[] {
  const frame = findFrame(frames, LEAGUE_REF_ID);
  const rows: LeagueRow[] = [];
  for (let row = 0; frame && row < frame.length; row++) {
    const code = readText(frame, `${level}_code`, row);
    const pace = readNumber(frame, 'score_pace', row);
    // A row without a code is of no unit of this level.
    if (pace !== null && code !== '') {
      rows.push({ code, name: readText(frame, level, row) || code, pace });
    }
  }
  return rows;
}

function rank(metric: string): number {
  const index = ORDER.indexOf(metric);
  return index < 0 ? ORDER.length : index;
}
