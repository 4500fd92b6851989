import { deepEqual, equal } from '../testing/assert.ts';
import { count, fromNow, size } from './words.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

Deno.test('times are said as people say them', () => {
  const times = ['11:59:31', '11:59:00', '11:58:59', '09:00:00', '12:00:20', '12:02:00'];
  deepEqual(
    times.map((time) => fromNow(`2026-11-22T${time}Z`, NOW)),
    ['just now', '1 minute ago', '1 minute ago', '3 hours ago', 'just now', 'in 2 minutes'],
  );
  equal(fromNow('2026-11-21T12:00:00Z', NOW), 'yesterday');
  equal(fromNow('2026-08-20T12:00:00Z', NOW), '3 months ago');
  equal(fromNow('2029-01-01T00:00:00Z', NOW), 'in 2 years');
});

Deno.test('sizes have the unit that fits', () => {
  deepEqual([0, 1, 1023, 1024, 1_572_864, 5 * 1024 ** 3].map(size), [
    '0 bytes',
    '1 byte',
    '1023 bytes',
    '1 kB',
    '1.5 MB',
    '5 GB',
  ]);
});

Deno.test('one is one and two are many', () => {
  deepEqual([count(0, 'file'), count(1, 'file'), count(2, 'entry', 'entries')], ['0 files', '1 file', '2 entries']);
});
