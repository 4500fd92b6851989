import { deepEqual, equal } from '../testing/assert.ts';
import { Sequence } from './sequence.ts';

Deno.test('messages in order are all taken', () => {
  const sequence = new Sequence();
  deepEqual([1, 2, 3].map((seq) => sequence.arrived('a', seq)), ['next', 'next', 'next']);
});

Deno.test('the first message of a job may have any number', () => {
  equal(new Sequence().arrived('a', 7), 'next');
});

Deno.test('what was seen before is old', () => {
  const sequence = new Sequence();
  sequence.arrived('a', 2);
  equal(sequence.arrived('a', 2), 'old');
  equal(sequence.arrived('a', 1), 'old');
});

Deno.test('a hole is asked for from where it begins, and filled in order', () => {
  const sequence = new Sequence();
  sequence.arrived('a', 1);
  equal(sequence.arrived('a', 4), 'gap');
  deepEqual(sequence.since(['a']), { a: 1 });
  deepEqual([2, 3, 4].map((seq) => sequence.arrived('a', seq)), ['next', 'next', 'next']);
});

Deno.test('a hole that the server cannot fill holds up nothing', () => {
  const sequence = new Sequence();
  sequence.arrived('a', 1);
  equal(sequence.arrived('a', 4), 'gap');
  equal(sequence.arrived('a', 5), 'next');
});

Deno.test('each job counts for itself', () => {
  const sequence = new Sequence();
  sequence.arrived('a', 5);
  equal(sequence.arrived('b', 1), 'next');
  deepEqual(sequence.since(['a', 'b', 'never heard of']), { a: 5, b: 1, 'never heard of': 0 });
});
