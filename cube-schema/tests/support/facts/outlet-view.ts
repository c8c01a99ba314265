import { type Client } from 'pg';
import { dataDays, firstOf, lastOf, placeOf } from './bank-views';
import { money, ratio, sum, type Fact, type Formula, type ViewOracle } from './count-groups';
import { type Day } from './days';
import { isActive, isCustomer, isDigital } from './holdings';
import { type Facts } from './read-facts';

interface Ticket {
  outlet: string;
  issued: number;
  served: number | null;
}
interface Result {
  outlet: string;
  kind: string;
  day: Day;
  cents: number;
}
interface Teller {
  outlet: string;
  share: number;
  hired: Day | null;
  left: Day | null;
}

/** What outlets did, and where they stand at the end: ticket by ticket, posting by posting, teller by teller. */
export async function countOutletFlows(client: Client, facts: Facts): Promise<ViewOracle> {
  const read = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
  const tickets = (
    await read<Ticket>(
      'SELECT outlet_code AS outlet, extract(epoch FROM issued_at)::float8 AS issued, extract(epoch FROM served_at)::float8 AS served FROM core.outlet_visit'
    )
  ).map((ticket) => ({ ...ticket, day: facts.cutDay(ticket.issued) }));
  const results = await read<Result>(
    `SELECT outlet_code AS outlet, kind, booked_on - date '1970-01-01' AS day, (amount * 100)::float8 AS cents FROM core.outlet_result`
  );
  const tellers = await read<Teller>(
    `SELECT outlet_code AS outlet, full_time_equivalent::float8 AS share, hired_on - date '1970-01-01' AS hired, left_on - date '1970-01-01' AS left
     FROM core.staff WHERE role = 'teller'`
  );
  const counter = facts.accounts.flatMap(({ outlet, postings }) =>
    postings.filter(({ operation }) => operation?.startsWith('cash_')).map(({ day }) => ({ outlet, day }))
  );
  const data = dataDays(facts);
  const visits = [...facts.customers.values()].flatMap((customer) => customer.visits);
  const [firstVisit, lastVisit] = [firstOf(visits), lastOf(visits)];
  const outlets = [...facts.outlets.values()].map((outlet) => ({
    ...outlet,
    tickets: tickets.filter(({ outlet: code }) => code === outlet.code),
    results: results.filter(({ outlet: code }) => code === outlet.code),
    tellers: tellers.filter(({ outlet: code }) => code === outlet.code),
    counter: counter.filter(({ outlet: code }) => code === outlet.code),
    home: [...facts.customers.values()].filter((customer) => customer.outlet === outlet.code),
  }));

  const countTellers = (of: Teller[], first: Day, last: Day): number | null => {
    const [from, to] = [Math.max(first, data.first), Math.min(last, data.last)];
    if (of.length === 0 || from > to) {
      return null;
    }
    let days: number | null = null;
    for (let day = from; day <= to; day++) {
      for (const { share, hired, left } of of) {
        if ((hired ?? day) <= day && (left ?? day) >= day) {
          days = (days ?? 0) + share;
        }
      }
    }
    return days === null ? null : days / (to - from + 1);
  };
  return {
    known: [
      firstOf([
        ...outlets.map(({ opened }) => opened),
        data.first,
        ...tickets.map(({ day }) => day),
        ...results.map(({ day }) => day),
      ]),
      lastOf([
        ...outlets.flatMap(({ opened, closed }) => [opened, closed]),
        data.last,
        ...tickets.map(({ day }) => day),
        ...results.map(({ day }) => day),
      ]),
    ],
    formulas: outletFormulas,
    list: ({ first, last, isEverything }) =>
      outlets.map((outlet): Fact => {
        const within = <Row extends { day: Day }>(rows: Row[]) => rows.filter(({ day }) => day >= first && day <= last);
        const booked = (kind: string) => {
          const of = within(outlet.results).filter((row) => row.kind === kind);
          return of.length > 0 ? of.reduce((total, { cents }) => total + cents, 0) : null;
        };
        const issued = within(outlet.tickets);
        const served = issued.flatMap((ticket) => (ticket.served === null ? [] : [ticket.served - ticket.issued]));
        const fte = countTellers(outlet.tellers, first, last);
        const { home } = outlet;
        const seen = Math.min(last, lastVisit);
        const isSeen = last >= firstVisit;
        const isThere =
          (outlet.opened === null || outlet.opened <= last || isEverything) &&
          (outlet.closed === null || outlet.closed > last);
        return {
          ...placeOf(facts, outlet.code),
          setting: outlet.setting,
          outlets: isThere ? 1 : null,
          income: booked('income'),
          cost: booked('cost'),
          issued: issued.length > 0 ? issued.length : null,
          served: issued.length > 0 ? served.length : null,
          seconds: issued.length > 0 ? served.reduce((total, each) => total + each, 0) : null,
          tellers: fte,
          postings: fte !== null && fte > 0 && counter.length > 0 ? within(outlet.counter).length : null,
          digital: isSeen ? home.filter((one) => isCustomer(one, seen) && isDigital(one, seen)).length : null,
          active: isSeen
            ? home.filter((one) => isCustomer(one, last) && isActive(one, Math.min(last, data.last))).length
            : null,
        };
      }),
  };
}

const gone: Formula = (facts) => {
  const [issued, served] = [sum('issued')(facts), sum('served')(facts)];
  return issued === null ? null : issued - (served ?? 0);
};
const outletFormulas: Record<string, Formula> = {
  outlets: sum('outlets'),
  income: money('income'),
  cost: money('cost'),
  cost_income: ratio(sum('cost'), sum('income')),
  counter_transactions: sum('postings'),
  teller_fte: sum('tellers'),
  transactions_per_fte: ratio(sum('postings'), sum('tellers')),
  visits: sum('issued'),
  queue_minutes: ratio(sum('seconds', 60), sum('served')),
  abandonment: ratio(gone, sum('issued')),
  digital_customers: sum('digital'),
  digital_share: ratio(sum('digital'), sum('active')),
};
