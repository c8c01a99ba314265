import { toLine } from '../copy/copy-rows';
import { type BankPlan } from '../parts/part';
import { toDay, toText } from '../days';
import { Random } from '../random';
import { otherBanks } from './banks';

const streams = { places: 32 };
const density = { urban: 2, town: 1, rural: 0.35 };

/** Branches of other banks within two kilometres or so of each of ours: lines of core.competitor_outlet. */
export function* listCompetitorOutlets({ outlets, seed }: BankPlan): Generator<string[]> {
  let nr = 0;
  for (const [index, { city, province, latitude, longitude, setting }] of outlets.entries()) {
    const random = new Random(seed, streams.places, index);
    const lines: string[] = [];
    for (const { name, presence } of otherBanks) {
      const expected = presence * density[setting];
      const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
      for (let place = 0; place < count; place += 1) {
        nr += 1;
        lines.push(
          toLine(
            `X${String(nr).padStart(5, '0')}`,
            name,
            `${name}, ${city}`,
            shift(random, latitude, 0.018),
            shift(random, longitude, 0.024),
            province,
            toText(toDay(`${random.whole(1975, 2022)}-0${random.whole(1, 9)}-01`))
          )
        );
      }
    }
    yield lines;
  }
}

/** A number near another one, with four digits; near the middle more often than far from it. */
function shift(random: Random, from: number, reach: number): number {
  return Math.round((from + (random.unit() + random.unit() - 1) * reach) * 10_000) / 10_000;
}
