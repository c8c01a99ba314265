import { toLine } from '../copy/copy-rows';
import { type Household } from '../households/household';
import { type BankPlan, listByHousehold, type Part } from '../parts/part';
import { listEmployers } from './list-employers';
import { makeIdentity } from './person-names';

/** Who customers are in person, and who pays them. */
export const peopleParts: readonly Part[] = [
  {
    table: 'core.customer_identity',
    domain: 'customers',
    columns: 'customer_code, full_name, phone, email',
    list: listByHousehold(listIdentityLines),
  },
  {
    table: 'core.employer',
    domain: 'customers',
    columns: 'employer_code, name, counterparty_account, counterparty_bank, industry, area_code',
    *list({ outlets }) {
      yield listEmployers(outlets).map(({ code, name, account, bank, industry, province }) =>
        toLine(code, name, account, bank, industry, province)
      );
    },
  },
];

function listIdentityLines({ owner, user }: Household, { seed }: BankPlan): string[] {
  return [owner, ...(user ? [user] : [])].map((person) => {
    const { fullName, phone, email } = makeIdentity(person, seed);
    return toLine(person.code, fullName, phone, email);
  });
}
