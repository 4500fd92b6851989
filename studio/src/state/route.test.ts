import { deepEqual } from '../testing/assert.ts';
import { ACCOUNT, HISTORY, routeOf, sketchLink, themeLink, THEMES, toolLink, TOOLS, workLink } from './route.ts';

Deno.test('every link leads to its page', () => {
  deepEqual(routeOf(HISTORY), { page: 'history' });
  deepEqual(routeOf(sketchLink('a/b c')), { page: 'sketch', id: 'a/b c' });
  deepEqual(routeOf(TOOLS), { page: 'tools' });
  deepEqual(routeOf(toolLink('swap')), { page: 'tool', id: 'swap' });
  deepEqual(routeOf(workLink('a/b')), { page: 'work', id: 'a/b' });
  deepEqual(routeOf(ACCOUNT), { page: 'account' });
  deepEqual(routeOf(THEMES), { page: 'themes' });
  deepEqual(routeOf(themeLink('harvest-nurse')), { page: 'theme', id: 'harvest-nurse' });
});

Deno.test('an address that is no good encoding is taken as it stands', () => {
  deepEqual(routeOf('#/sketch/%zz'), { page: 'sketch', id: '%zz' });
});

Deno.test('whatever is not a page is the easel', () => {
  deepEqual(['', '#/', '#/nonsense', '#/sketch/', '#/work/'].map(routeOf), Array(5).fill({ page: 'easel' }));
});
