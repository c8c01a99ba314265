import { type Day, toDay } from '../days';
import { Random } from '../random';
import { type Place } from './places';

export interface StaffMember {
  code: string;
  role: 'manager' | 'teller' | 'advisor' | 'relationship_manager';
  /** Share of a full week */
  fullTime: number;
  hiredOn: Day;
  /** How many of the outlet's customers this person looks after, against the others; 0 for tellers */
  book: number;
}

const streams = { staff: 12 };
/** Who works at an outlet. Managers look after some customers as well. */
const teams: Record<Place['setting'], ReadonlyArray<StaffMember['role']>> = {
  urban: ['manager', 'advisor', 'relationship_manager', 'teller', 'advisor', 'teller'],
  town: ['manager', 'advisor', 'teller', 'relationship_manager'],
  rural: ['manager', 'teller'],
};
const books: Record<StaffMember['role'], number> = { manager: 0.5, advisor: 1, relationship_manager: 1, teller: 0 };

/** The people of an outlet, its manager first; every outlet has a teller. */
export function listStaff({ code, setting }: Place, openedOn: Day, seed: number, index: number): StaffMember[] {
  const random = new Random(seed, streams.staff, index);
  const earliest = Math.max(openedOn, toDay('1990-01-01'));
  const latest = Math.max(openedOn, toDay('2024-01-01'));
  return teams[setting].map((role, order) => ({
    code: `S${code.slice(1)}${String(order + 1).padStart(2, '0')}`,
    role,
    fullTime: role === 'manager' ? 1 : random.pick([1, 1, 1, role === 'teller' ? 0.5 : 0.8]),
    hiredOn: earliest + Math.floor(random.unit() * (latest - earliest)),
    book: books[role],
  }));
}
