import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws that repeat for the same seed, on every machine. */
export class Random {
  private readonly generator: ReturnType<typeof xoroshiro128plus>;

  /** @param keys - whole numbers; every combination is a stream of its own, so that one draw more in one place moves nothing elsewhere */
  constructor(...keys: number[]) {
    this.generator = xoroshiro128plus(mixKeys(keys));
  }

  /** At least 0, less than 1. */
  unit(): number {
    return uniformFloat64(this.generator);
  }

  /** At least `from`, less than `to`. */
  between(from: number, to: number): number {
    return from + (to - from) * this.unit();
  }

  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.unit() * (to - from + 1));
  }

  /** True with that probability. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return itemAt(items, Math.floor(this.unit() * items.length));
  }

  /** One of the items, each as likely as its weight says. */
  pickWeighted<Item extends { weight: number }>(items: readonly Item[], total: number): Item {
    return this.pickBy(items, total, ({ weight }) => weight);
  }

  /** One of the items, each as likely as its share of the total; an item without a share is never picked. */
  pickBy<Item>(items: readonly Item[], total: number, shareOf: (item: Item) => number): Item {
    let left = this.unit() * total;
    let last: Item | undefined;
    for (const item of items) {
      const share = shareOf(item);
      if (share > 0) {
        last = item;
        left -= share;
        if (left < 0) {
          return item;
        }
      }
    }
    return last ?? itemAt(items, items.length - 1);
  }

  /** A positive number whose logarithm is normal: half of the draws lie below the median. */
  logNormal(median: number, spread: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * this.unit()));
  }
}

/** The item at an index that is known to exist. */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) {
    throw new Error(`No item ${index} among ${items.length}`);
  }
  return item;
}

/** Neighbouring keys give unrelated seeds (the finalizer of MurmurHash3). */
function mixKeys(keys: number[]): number {
  return keys.reduce((hash, key) => {
    let mixed = Math.imul(hash ^ key, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) + 0x9e3779b9;
  }, 0x1b873593);
}
