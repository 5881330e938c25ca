/** Sets of arrangements as bits: bit i stands for the i-th entry of the edition. Pure. */

export type Bits = Uint32Array;

export function none(size: number): Bits {
  return new Uint32Array(Math.ceil(size / 32));
}

export function all(size: number): Bits {
  return bitsOf(size, Array.from({ length: size }, (_, position) => position));
}

/** The set of some positions, of so many that there are. */
export function bitsOf(size: number, positions: Iterable<number>): Bits {
  const found = none(size);
  for (const position of positions) found[position >>> 5]! |= 1 << (position & 31);
  return found;
}

export function and(a: Bits, b: Bits): Bits {
  return a.map((word, at) => word & b[at]!);
}

export function or(a: Bits, b: Bits): Bits {
  return a.map((word, at) => word | b[at]!);
}

export function without(a: Bits, b: Bits): Bits {
  return a.map((word, at) => word & ~b[at]!);
}

export function has(bits: Bits, position: number): boolean {
  return ((bits[position >>> 5] ?? 0) & (1 << (position & 31))) !== 0;
}

/** How many both hold: what a map and a facet ask a thousand times, so that nothing is made for it. */
export function countBoth(a: Bits, b: Bits): number {
  let total = 0;
  for (let at = 0; at < a.length; at++) {
    const both = a[at]! & b[at]!;
    if (both) total += ones(both); // most words hold none
  }
  return total;
}

export function positions(bits: Bits): number[] {
  const found: number[] = [];
  bits.forEach((word, at) => {
    for (let bit = 0; bit < 32; bit++) if ((word >>> bit) & 1) found.push(at * 32 + bit);
  });
  return found;
}

function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
