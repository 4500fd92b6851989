import { deepEqual } from '../testing/assert.ts';
import { HISTORY, routeOf, sketchLink } from './route.ts';

Deno.test('every link leads to its page', () => {
  deepEqual(routeOf(HISTORY), { page: 'history' });
  deepEqual(routeOf(sketchLink('a/b c')), { page: 'sketch', id: 'a/b c' });
});

Deno.test('whatever is not a page is the easel', () => {
  deepEqual(['', '#/', '#/nonsense', '#/sketch/'].map(routeOf), Array(4).fill({ page: 'easel' }));
});
