/** Something that has a place in a list. */
export interface Placed {
  id: string;
  position: number;
}

const STEP = 10;

/**
 * The fewest new positions that bring one entry to another place: one where there is room between
 * its new neighbours, else all are counted anew.
 *
 * @param list in its present order
 */
export function placesFor(list: readonly Placed[], from: number, to: number): Placed[] {
  const entry = list[from];
  if (entry === undefined || from === to || to < 0 || to >= list.length) {
    return [];
  }
  const others = list.filter((each) => each !== entry);
  const low = others[to - 1]?.position ?? 0;
  const high = others[to]?.position ?? low + 2 * STEP;
  const middle = Math.floor((low + high) / 2);
  if (middle > low && middle < high) {
    return [{ id: entry.id, position: middle }];
  }
  return [...others.slice(0, to), entry, ...others.slice(to)]
    .map((each, index) => ({ id: each.id, position: (index + 1) * STEP, before: each.position }))
    .filter(({ position, before }) => position !== before)
    .map(({ id, position }) => ({ id, position }));
}
