import { simulateHousehold } from '../behaviour/simulate-household';
import {
  listAccountLines,
  listCardLines,
  listCustomerLines,
  listHolderLines,
  listLoanLines,
  listLoanStatusLines,
  listOrderLines,
} from './household-lines';
import { formatCount, listByHousehold, type Part } from './part';

/** Customers with what they hold, and what they do with it. */
export const householdParts: readonly Part[] = [
  {
    table: 'core.customer',
    domain: 'customers',
    columns:
      'customer_code, birth_date, sex, area_code, outlet_code, staff_code, segment, customer_since, closed_on, has_consent',
    list: listByHousehold(listCustomerLines),
  },
  {
    table: 'core.account',
    domain: 'deposits',
    columns:
      'account_code, outlet_code, product_code, opened_on, closed_on, statement_frequency, matures_on, interest_rate',
    list: listByHousehold(listAccountLines),
  },
  {
    table: 'core.account_holder',
    domain: 'customers',
    columns: 'holder_code, account_code, customer_code, role',
    list: listByHousehold(listHolderLines),
  },
  {
    table: 'core.loan',
    domain: 'loans',
    columns: 'loan_code, account_code, product_code, granted_on, principal, term_months, installment, status',
    list: listByHousehold(listLoanLines),
  },
  {
    table: 'core.loan_status_change',
    domain: 'loans',
    columns: 'loan_code, day, status, days_past_due',
    list: listByHousehold(listLoanStatusLines),
  },
  {
    table: 'core.standing_order',
    domain: 'deposits',
    columns: 'order_code, account_code, counterparty_account, amount, category, starts_on, cancelled_on',
    list: listByHousehold(listOrderLines),
  },
  {
    table: 'core.card',
    domain: 'cards',
    columns: 'card_code, holder_code, product_code, issued_on',
    list: listByHousehold(listCardLines),
    report: (_rows, { customers, outlets }) =>
      `Made ${formatCount(customers)} customers of ${outlets.length} outlets, with accounts, loans and cards`,
  },
  {
    table: 'core.transaction',
    domain: 'deposits',
    columns:
      'transaction_code, account_code, day, direction, amount, balance_after, operation, category, counterparty_bank, counterparty_account, ' +
      'own_initiated, is_internal, line_number, load_file_id',
    isLarge: true,
    namesLoadFile: true,
    *list(bank) {
      let nr = 0;
      const nextNumber = () => (nr += 1);
      for (const household of bank.listHouseholds()) {
        yield simulateHousehold(household, nextNumber);
      }
    },
    report: (rows) => `Made ${formatCount(rows)} transactions`,
  },
];
