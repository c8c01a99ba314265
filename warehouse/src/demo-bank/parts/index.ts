import { marketParts } from '../market';
import { outletParts } from '../outlets';
import { peopleParts } from '../people/people-parts';
import { salesParts } from '../sales';
import { householdParts } from './household-parts';
import { type Part } from './part';

/** Everything that is generated row by row, in the order in which tables refer to each other. What follows from it in SQL is a step. */
export const demoParts: readonly Part[] = [
  ...householdParts,
  ...peopleParts,
  ...marketParts,
  ...outletParts,
  ...salesParts,
];
