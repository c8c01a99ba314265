/** Draws that are the same for the same seed. */
export interface Random {
  /** A whole number from 0 to below `sides` */
  draw(sides: number): number;
  pick<T>(list: readonly T[]): T;
  /** Up to `count` of a list, each once */
  some<T>(list: readonly T[], count: number): T[];
  chance(share: number): boolean;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const draw = (sides: number) => Math.floor(next() * sides);
  return {
    draw,
    pick<T>(list: readonly T[]): T {
      const [first] = list.slice(draw(list.length));
      if (first === undefined) {
        throw new Error('Nothing to pick from');
      }
      return first;
    },
    some: (list, count) => {
      const rest = [...list];
      return Array.from({ length: Math.min(count, rest.length) }).flatMap(() => rest.splice(draw(rest.length), 1));
    },
    chance: (share) => next() < share,
  };
}
