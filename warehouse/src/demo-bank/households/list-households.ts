import { type Household } from './household';
import { makeHousehold, type Neighbourhood } from './make-household';

/** All households of a bank with that many customers, one at a time. */
export function* listHouseholds(neighbourhood: Neighbourhood, customers: number): Generator<Household> {
  for (let nr = 1; nr <= customers;) {
    const household = makeHousehold(neighbourhood, nr, nr < customers);
    yield household;
    nr += household.user ? 2 : 1;
  }
}
