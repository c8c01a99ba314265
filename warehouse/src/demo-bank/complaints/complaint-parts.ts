import { toLine } from '../copy/copy-rows';
import { toText } from '../days';
import { listByHousehold, type Part } from '../parts/part';
import { listComplaints } from './list-complaints';

export const complaintParts: readonly Part[] = [
  {
    table: 'core.complaint',
    domain: 'customers',
    columns: 'complaint_code, customer_code, outlet_code, opened_on, closed_on, subject, channel',
    list: listByHousehold((household, { seed }) =>
      listComplaints(household, seed).map(({ customer, openedOn, closedOn, subject, channel }, index) =>
        toLine(
          `Q${household.owner.code.slice(1)}${index}`,
          customer,
          household.outlet.code,
          toText(openedOn),
          closedOn === undefined ? undefined : toText(closedOn),
          subject,
          channel
        )
      )
    ),
  },
];
