import { deepEqual } from '../../testing/assert.ts';
import { placesFor } from './order.ts';

const list = (...positions: number[]): { id: string; position: number }[] =>
  positions.map((position, index) => ({ id: 'abcdef'.charAt(index), position }));

Deno.test('where there is room, only the entry that moves gets a new position', () => {
  deepEqual(placesFor(list(10, 20, 30), 2, 1), [{ id: 'c', position: 15 }]);
  deepEqual(placesFor(list(10, 20, 30), 2, 0), [{ id: 'c', position: 5 }]);
  deepEqual(placesFor(list(10, 20, 30), 0, 2), [{ id: 'a', position: 40 }]);
  deepEqual(placesFor(list(10, 20, 30), 0, 1), [{ id: 'a', position: 25 }]);
});

Deno.test('where there is none, all are counted anew and only changes are told', () => {
  deepEqual(placesFor(list(10, 11, 12), 2, 1), [
    { id: 'c', position: 20 },
    { id: 'b', position: 30 },
  ]);
  deepEqual(placesFor(list(7, 7), 1, 0), [
    { id: 'b', position: 3 },
  ]);
  deepEqual(placesFor(list(0, 7), 1, 0), [
    { id: 'b', position: 10 },
    { id: 'a', position: 20 },
  ]);
});

Deno.test('nothing moves beyond the ends, nor to where it is', () => {
  deepEqual([placesFor(list(10, 20), 0, -1), placesFor(list(10, 20), 1, 2), placesFor(list(10, 20), 1, 1)], [[], [], []]);
});
