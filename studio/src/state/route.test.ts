import { deepEqual } from '../testing/assert.ts';
import { HISTORY, routeOf, sketchLink, toolLink, TOOLS, workLink } from './route.ts';

Deno.test('every link leads to its page', () => {
  deepEqual(routeOf(HISTORY), { page: 'history' });
  deepEqual(routeOf(sketchLink('a/b c')), { page: 'sketch', id: 'a/b c' });
  deepEqual(routeOf(TOOLS), { page: 'tools' });
  deepEqual(routeOf(toolLink('swap')), { page: 'tool', id: 'swap' });
  deepEqual(routeOf(workLink('a/b')), { page: 'work', id: 'a/b' });
});

Deno.test('whatever is not a page is the easel', () => {
  deepEqual(['', '#/', '#/nonsense', '#/sketch/', '#/work/'].map(routeOf), Array(5).fill({ page: 'easel' }));
});
