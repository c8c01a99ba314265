import { addMonths, toText } from '../days';
import { type Household, type Person } from '../households/household';
import { listStatusChanges } from '../households/loan-history';
import { savingsRate } from '../households/rates';
import { makeIdentity } from '../people/person-names';
import { type BankPlan } from './part';
import { toAmount } from '../behaviour/ledger';
import { toLine } from '../copy/copy-rows';

/** Lines of core.customer. */
export function listCustomerLines(household: Household, { seed }: Pick<BankPlan, 'seed'>): string[] {
  const { owner, user } = household;
  return [owner, ...(user ? [user] : [])].map((person) => toCustomerLine(person, household, seed));
}

function toCustomerLine(person: Person, { outlet, joinedOn, leavesOn }: Household, seed: number): string {
  return toLine(
    person.code,
    toText(person.bornOn),
    person.sex,
    person.province,
    outlet.code,
    person.staff,
    person.segment,
    toText(joinedOn),
    leavesOn === undefined ? undefined : toText(leavesOn + 1),
    makeIdentity(person, seed).hasConsent ? 't' : 'f'
  );
}

/** Lines of core.account. */
export function listAccountLines({ accounts, outlet }: Household): string[] {
  return accounts.map(({ code, product, openedOn, endsOn, term }) =>
    toLine(
      code,
      outlet.code,
      product,
      toText(openedOn),
      endsOn === undefined ? undefined : toText(endsOn + 1),
      'monthly',
      term ? toText(addMonths(openedOn, term.months)) : undefined,
      (term?.rate ?? (product === 'savings' ? savingsRate : 0)).toFixed(6)
    )
  );
}

/** Lines of core.account_holder. */
export function listHolderLines({ accounts, owner, user }: Household): string[] {
  const owners = accounts.map(({ code }) => toLine(`H${code.slice(1)}1`, code, owner.code, 'owner'));
  return user ? [...owners, toLine(`H${accounts[0].code.slice(1)}2`, accounts[0].code, user.code, 'user')] : owners;
}

/** Lines of core.loan. */
export function listLoanLines({ accounts, loan }: Household): string[] {
  if (!loan) {
    return [];
  }
  const { code, product, grantedOn, principal, termMonths, installment, status } = loan;
  return [
    toLine(
      code,
      accounts[0].code,
      product,
      toText(grantedOn),
      toAmount(principal),
      termMonths,
      toAmount(installment),
      status
    ),
  ];
}

/** Lines of core.card. */
export function listCardLines({ accounts, card }: Household): string[] {
  return card ? [toLine(card.code, `H${accounts[0].code.slice(1)}1`, card.product, toText(card.issuedOn))] : [];
}

/** Lines of core.loan_status_change. */
export function listLoanStatusLines({ loan }: Household): string[] {
  return loan
    ? listStatusChanges(loan).map(({ day, status, daysPastDue }) => toLine(loan.code, toText(day), status, daysPastDue))
    : [];
}

/** Lines of core.standing_order. */
export function listOrderLines({ accounts, orders }: Household): string[] {
  return orders.map(({ category, counterparty, amount, startsOn, endsOn }) =>
    toLine(
      `O${accounts[0].code.slice(1)}${category === 'utilities' ? '1' : '2'}`,
      accounts[0].code,
      counterparty,
      toAmount(amount),
      category,
      toText(startsOn),
      endsOn === undefined ? undefined : toText(endsOn)
    )
  );
}
