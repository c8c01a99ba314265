import { type Household } from '../households/household';
import { listHouseholds } from '../households/list-households';
import { buildNetwork, type DemoOutlet } from '../network/build-network';

/** What all parts of a demo bank are made from: the same for the same scale and seed. */
export interface BankPlan {
  /** Thousands of customers */
  scale: number;
  seed: number;
  /** Number of customers */
  customers: number;
  outlets: readonly DemoOutlet[];
  /** All households, planned one at a time while they are read, so that memory does not grow with their number */
  listHouseholds(): Iterable<Household>;
}

export function planBank(scale: number, seed: number): BankPlan {
  const outlets = buildNetwork(scale, seed);
  const neighbourhood = { outlets, weight: outlets.reduce((sum, { weight }) => sum + weight, 0), seed };
  const customers = scale * 1000;
  return { scale, seed, customers, outlets, listHouseholds: () => listHouseholds(neighbourhood, customers) };
}

/** One table's rows. */
export interface Part {
  table: string;
  /** Of the source, as ops.load_file has it */
  domain: string;
  columns: string;
  /** Rows in COPY's text format, in order, lists of any length; read once, as fast as the database takes them */
  list(bank: BankPlan): Iterable<string[]>;
  /** Many rows: foreign keys and indexes are away meanwhile */
  isLarge?: boolean;
  /** Rows end with load_file_id and the columns do as well; `list` leaves it out */
  namesLoadFile?: boolean;
  /** What people read once this part and those before it are there */
  report?(rows: number, bank: BankPlan): string;
}

/** A part with rows of every household. */
export function listByHousehold(list: (household: Household, bank: BankPlan) => string[]): Part['list'] {
  return function* (bank) {
    for (const household of bank.listHouseholds()) {
      yield list(household, bank);
    }
  };
}

export function formatCount(rows: number): string {
  return rows.toLocaleString('en-US');
}
