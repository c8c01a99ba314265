import { toText } from '../days';
import { type Household, type Person } from '../households/household';
import { toAmount } from '../behaviour/ledger';
import { toLine } from '../copy/copy-rows';

/** Lines of core.customer. */
export function listCustomerLines(household: Household): string[] {
  const { owner, user } = household;
  return [owner, ...(user ? [user] : [])].map((person) => toCustomerLine(person, household));
}

function toCustomerLine(person: Person, { outlet, joinedOn, leavesOn }: Household): string {
  return toLine(
    person.code,
    toText(person.bornOn),
    person.sex,
    person.province,
    outlet.code,
    person.staff,
    person.segment,
    toText(joinedOn),
    leavesOn === undefined ? undefined : toText(leavesOn + 1)
  );
}

/** Lines of core.account. */
export function listAccountLines({ accounts, outlet }: Household): string[] {
  return accounts.map(({ code, product, openedOn, endsOn }) =>
    toLine(
      code,
      outlet.code,
      product,
      toText(openedOn),
      endsOn === undefined ? undefined : toText(endsOn + 1),
      'monthly'
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
