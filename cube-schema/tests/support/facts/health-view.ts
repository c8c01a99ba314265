import { type Client } from 'pg';
import { judgeStandings, type Health } from '../outlet-oracle';
import { dataDays } from './bank-views';
import { type ViewOracle } from './count-groups';
import { monthOf, startOfMonth, toDay, toText } from './days';
import { balanceAt, isActive, isCustomer, listLines, owedAt, statusAt } from './holdings';
import { type Facts } from './read-facts';

/** Where every outlet that is open at the end of a month stands among the others, counted from what is in it and of three months what it did. */
export async function judgeBank(
  client: Client,
  facts: Facts,
  flows: ViewOracle,
  monthEnd: string
): Promise<Map<string, Health>> {
  const last = toDay(monthEnd);
  const month = monthOf(last);
  const yearBefore = startOfMonth(month - 11) - 1;
  const data = dataDays(facts);
  const done = flows.list({ first: startOfMonth(month - 2), last, isEverything: false });
  const balanceOf = (outlet: string, day: number): number | undefined => {
    const accounts = facts.accounts.filter((account) => account.outlet === outlet);
    const stated = facts.stated.filter((each) => each.outlet === outlet && each.day <= day);
    const balances = [
      ...accounts.flatMap((account) => balanceAt(account, day) ?? []),
      ...new Map(stated.map(({ product, cents }) => [product, cents])).values(),
    ];
    return balances.length > 0 ? balances.reduce((a, b) => a + b, 0) : undefined;
  };
  const standings = [...facts.outlets.values()]
    .filter(({ opened, closed }) => (opened ?? last) <= last && (closed === null || closed > last))
    .map((outlet) => {
      const did = done.find((row) => row.outlet_code === outlet.code);
      const of = (name: string) => Number(did?.[name] ?? 0);
      const active = [...facts.customers.values()].filter(
        (customer) =>
          customer.outlet === outlet.code && isCustomer(customer, last) && isActive(customer, Math.min(last, data.last))
      );
      const loans = facts.loans.filter(({ account, granted }) => account.outlet === outlet.code && granted <= last);
      const owed = loans.reduce((total, loan) => total + owedAt(loan, last), 0);
      const bad = loans
        .filter((loan) => ['defaulted', 'arrears'].includes(statusAt(loan, last)))
        .reduce((total, loan) => total + owedAt(loan, last), 0);
      const [now, before] = [balanceOf(outlet.code, last), balanceOf(outlet.code, yearBefore)];
      const lines = active.reduce((total, customer) => total + listLines(customer, last).length, 0);
      return {
        outlet: outlet.code,
        setting: outlet.setting,
        opened: outlet.opened === null ? null : toText(outlet.opened),
        balance: now ?? 0,
        values: {
          scale: now,
          growth: yearBefore >= data.first && before !== undefined && before > 0 ? (now ?? 0) / before : undefined,
          quality: active.length > 0 ? lines / active.length : undefined,
          productivity: of('cost') > 0 ? of('income') / of('cost') : undefined,
          risk: owed > 0 ? -bad / owed : undefined,
          service: of('served') > 0 ? -of('seconds') / of('served') : undefined,
          digital: did?.digital != null && active.length > 0 ? of('digital') / active.length : undefined,
        },
      };
    });
  return judgeStandings(client, standings, monthEnd);
}
