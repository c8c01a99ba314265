import { toLine } from '../copy/copy-rows';
import { toText } from '../days';
import { type Household } from '../households/household';
import { toMoment } from '../moments';
import { type BankPlan, formatCount, listByHousehold, type Part } from '../parts/part';
import { journeys } from './journeys';
import { listVisits } from './list-visits';
import { releases } from './releases';

/** The mobile and web bank from the login on. */
export const onlineParts: readonly Part[] = [
  {
    table: 'core.app_release',
    domain: 'online',
    columns: 'version, released_on, note',
    list: () => [releases.map(({ version, releasedOn, note }) => toLine(version, toText(releasedOn), note))],
  },
  {
    table: 'core.journey_step',
    domain: 'online',
    columns: 'journey, step, step_order, title, within_minutes',
    list: () =>
      Object.entries(journeys).map(([journey, steps]) =>
        steps.map(({ step, title, within }, index) => toLine(journey, step, index + 1, title, within))
      ),
  },
  {
    table: 'core.app_session',
    domain: 'online',
    columns: 'session_code, visitor_code, customer_code, started_at, channel, app_version, variant, outlet_code',
    list: listByHousehold(listSessionLines),
    isLarge: true,
  },
  {
    table: 'core.app_event',
    domain: 'online',
    columns: 'event_code, session_code, journey, step, occurred_at',
    list: listByHousehold(listEventLines),
    isLarge: true,
    report: (rows) => `Made ${formatCount(rows)} steps in visits of the mobile and web bank`,
  },
];

function listSessionLines(household: Household, { seed }: BankPlan): string[] {
  return listVisits(household, seed).map(({ code, visitor, customer, day, second, channel, version, variant }) =>
    toLine(
      code,
      visitor,
      customer,
      toMoment(day, second),
      channel,
      version,
      variant,
      customer === undefined ? undefined : household.outlet.code
    )
  );
}

function listEventLines(household: Household, { seed }: BankPlan): string[] {
  return listVisits(household, seed).flatMap(({ code, day, journey, steps }) =>
    journey
      ? steps.map((second, index) =>
          toLine(`E${code.slice(1)}${index + 1}`, code, journey, journeys[journey][index]?.step, toMoment(day, second))
        )
      : []
  );
}
