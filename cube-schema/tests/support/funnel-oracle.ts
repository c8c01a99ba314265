import { type Client } from 'pg';
import { type CubeRow } from './cube-process';
import { type SalesQuery } from './sales-oracle';

interface Visit {
  session: string;
  visitor: string;
  day: string | null;
  outlet_code: string | null;
  region_code: string | null;
  channel: string;
  variant: string;
  app_version: string;
  events: Array<{ journey: string; step: string; at: number | null }>;
}
interface Step {
  journey: string;
  step: string;
  step_order: number;
  within: number | null;
}
/** A visit at a step of its journey; without a journey both are null. */
interface Stop extends Omit<Visit, 'events'> {
  journey: string | null;
  step: string | null;
  step_order: number | null;
  isReached: boolean;
  isBeforeReached: boolean;
  isLast: boolean;
  minutes: number | null;
}

/** The visits of a bank with the stops of their journeys; they are read once. */
const read = new WeakMap<Client, Promise<Stop[]>>();

async function readStops(client: Client): Promise<Stop[]> {
  const { rows: visits } = await client.query<Visit>(
    `SELECT s.session_code AS session, s.visitor_code AS visitor, (s.started_at AT TIME ZONE (SELECT time_zone FROM ops.bank))::date::text AS day,
       coalesce(s.outlet_code, c.outlet_code) AS outlet_code, o.parent_code AS region_code, s.channel, coalesce(s.variant, 'none') AS variant, coalesce(s.app_version, 'unknown') AS app_version,
       (SELECT coalesce(json_agg(json_build_object('journey', journey, 'step', step, 'at', extract(epoch FROM occurred_at))), '[]') FROM core.app_event e WHERE e.session_code = s.session_code) AS events
     FROM core.app_session s LEFT JOIN core.customer c USING (customer_code) LEFT JOIN core.org_unit o ON o.unit_code = coalesce(s.outlet_code, c.outlet_code)`
  );
  const { rows: steps } = await client.query<Step>(
    'SELECT journey, step, step_order, within_minutes * 60 AS within FROM core.journey_step ORDER BY journey, step_order'
  );
  return visits.flatMap((visit) => listStops(visit, steps));
}

/** Counts a funnel visit by visit, by trying every chain of its events. */
export async function countFunnel(
  client: Client,
  { dimensions, where }: SalesQuery,
  days: readonly [string, string] | undefined
): Promise<CubeRow[]> {
  const all = read.get(client) ?? readStops(client);
  read.set(client, all);
  const asksStep = dimensions.includes('step') || dimensions.includes('step_order') || /step/.test(where ?? '');
  const asksJourney = asksStep || dimensions.includes('journey') || /journey/.test(where ?? '');
  const stops = (await all)
    .filter(({ day }) => days === undefined || (day !== null && day >= days[0] && day <= days[1]))
    .filter((stop) => (stop.journey === null ? !asksJourney : asksStep || stop.isLast))
    .filter((stop) => meets(stop, where));
  const groups = new Map<string, Stop[]>();
  for (const stop of stops) {
    const key = JSON.stringify(dimensions.map((name) => stop[name as keyof Stop]));
    const group = groups.get(key);
    if (group) {
      group.push(stop);
    } else {
      groups.set(key, [stop]);
    }
  }
  return [...groups.values()].map((group) => ({
    ...Object.fromEntries(dimensions.map((name) => [name, toValue(group[0]?.[name as keyof Stop])])),
    ...count(group, asksStep),
  }));
}

/** Only conditions of the form `name = 'value'`. */
function meets(stop: Stop, where: string | undefined): boolean {
  return [...(where ?? '').matchAll(/(\w+) = '([^']*)'/g)].every(
    ([, name, value]) => stop[name as keyof Stop] === value
  );
}

function toValue(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function listStops({ events, ...visit }: Visit, steps: Step[]): Stop[] {
  const stops: Stop[] = [];
  for (const journey of new Set(steps.map((step) => step.journey))) {
    const own = steps.filter((step) => step.journey === journey);
    let before: Array<number | null> = [];
    own.forEach((step, index) => {
      const at = events
        .filter((event) => event.journey === journey && event.step === step.step)
        .map((event) => event.at);
      const follows = (time: number | null, from: number | null) =>
        time === null || from === null || (time >= from && (step.within === null || time <= from + step.within));
      const reached = index === 0 ? at : at.filter((time) => before.some((from) => follows(time, from)));
      const first = Math.min(...reached.filter((time) => time !== null));
      const last = Math.max(...before.filter((time) => time !== null && time <= first).map(Number));
      stops.push({
        ...visit,
        journey,
        step: step.step,
        step_order: step.step_order,
        isReached: reached.length > 0,
        isBeforeReached: index === 0 || before.length > 0,
        isLast: index === own.length - 1,
        minutes: Number.isFinite(first) && Number.isFinite(last) ? (first - last) / 60 : null,
      });
      before = reached;
    });
  }
  const begun = new Set(
    stops
      .filter((stop) => stop.step === steps.find((step) => step.journey === stop.journey)?.step && stop.isReached)
      .map((stop) => stop.journey)
  );
  const kept = stops.filter((stop) => begun.has(stop.journey));
  return kept.length > 0
    ? kept
    : [
        {
          ...visit,
          journey: null,
          step: null,
          step_order: null,
          isReached: true,
          isBeforeReached: true,
          isLast: false,
          minutes: null,
        },
      ];
}

function count(group: Stop[], asksStep: boolean): Record<string, number | null> {
  const distinct = (stops: Stop[], of: (stop: Stop) => string) => new Set(stops.map(of)).size;
  const reached = group.filter((stop) => stop.isReached);
  const before = group.filter((stop) => stop.isBeforeReached);
  const minutes = group.flatMap((stop) => (stop.minutes === null ? [] : [stop.minutes])).sort((a, b) => a - b);
  const visitors = (stops: Stop[]) => distinct(stops, (stop) => stop.visitor);
  return {
    sessions: distinct(asksStep ? reached : group, (stop) => stop.session),
    visitors: visitors(asksStep ? reached : group),
    customers_at_step: visitors(reached),
    step_rate: visitors(before) === 0 ? null : visitors(reached) / visitors(before),
    overall_rate: visitors(reached) / visitors(group),
    median_minutes: readQuantile(minutes, 0.5),
    p90_minutes: readQuantile(minutes, 0.9),
  };
}

/** Between the two values that are nearest, in proportion. */
function readQuantile(sorted: number[], share: number): number | null {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  return low === undefined || high === undefined ? null : low + (high - low) * (place % 1);
}
