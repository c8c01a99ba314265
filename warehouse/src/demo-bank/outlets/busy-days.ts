import { type Day, months } from '../days';
import { findWeekday } from '../moments';
import { itemAt, type Random } from '../random';

/** Every working day of the data, with how much is going on. */
interface BusyDay {
  day: Day;
  /** Against a usual day */
  load: number;
  /** Sum of the loads up to this day */
  upTo: number;
}

/** From Sunday on; Monday brings what the weekend left undone. */
const byWeekday = [0, 1.4, 1, 0.95, 0.95, 1.05, 0];
const pensionDay = 25;

const busyDays: readonly BusyDay[] = listBusyDays();

/** Sum of the loads of all working days. */
export const totalLoad = sumLoad(-Infinity, Infinity);

/** Sum of the loads of the working days from one day to another, both included. */
export function sumLoad(from: Day, to: Day): number {
  const first = findIndex(({ day }) => day >= from);
  const after = findIndex(({ day }) => day > to);
  return after > first ? itemAt(busyDays, after - 1).upTo - before(first) : 0;
}

/** A working day from one day to another, both included, each as likely as its load says; undefined where there is none. */
export function drawBusyDay(random: Random, from: Day, to: Day): BusyDay | undefined {
  const load = sumLoad(from, to);
  if (load === 0) {
    return undefined;
  }
  const reached = before(findIndex(({ day }) => day >= from)) + random.unit() * load;
  return itemAt(
    busyDays,
    Math.min(
      findIndex(({ upTo }) => upTo > reached),
      busyDays.length - 1
    )
  );
}

function before(index: number): number {
  return index === 0 ? 0 : itemAt(busyDays, index - 1).upTo;
}

/** Index of the first day of which the condition holds, as it does of all later ones. */
function findIndex(holds: (day: BusyDay) => boolean): number {
  let low = 0;
  let high = busyDays.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(itemAt(busyDays, middle))) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

function listBusyDays(): BusyDay[] {
  let upTo = 0;
  return months.flatMap(({ workingDays, number, first }) => {
    const pensions = workingDays.findLast((day) => day <= first + pensionDay - 1);
    return workingDays.map((day, index) => {
      const isPayday = index >= workingDays.length - 4 || day === pensions;
      const load =
        (byWeekday[findWeekday(day)] ?? 0) * (isPayday ? 1.35 : index < 2 ? 1.15 : 1) * (number === 8 ? 0.75 : 1);
      upTo += load;
      return { day, load, upTo };
    });
  });
}
