import { complaintParts } from '../complaints/complaint-parts';
import { marketParts } from '../market';
import { onlineParts } from '../online/online-parts';
import { outletParts } from '../outlets';
import { peopleParts } from '../people/people-parts';
import { salesParts } from '../sales';
import { wealthParts } from '../wealth/wealth-parts';
import { householdParts } from './household-parts';
import { type Part } from './part';

/** Everything that is generated row by row, in the order in which tables refer to each other. What follows from it in SQL is a step. */
export const demoParts: readonly Part[] = [
  ...householdParts,
  ...peopleParts,
  ...wealthParts,
  ...onlineParts,
  ...complaintParts,
  ...marketParts,
  ...outletParts,
  ...salesParts,
];
