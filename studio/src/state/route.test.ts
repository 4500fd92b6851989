import { deepEqual } from '../testing/assert.ts';
import { ACCOUNT, ADMIN, HISTORY, mailLink, OUTBOX, routeOf, sketchLink, themeLink, THEMES, toolLink, TOOLS, USERS, workLink } from './route.ts';

Deno.test('every link leads to its page', () => {
  deepEqual(routeOf(HISTORY), { page: 'history' });
  deepEqual(routeOf(sketchLink('a/b c')), { page: 'sketch', id: 'a/b c' });
  deepEqual(routeOf(TOOLS), { page: 'tools' });
  deepEqual(routeOf(toolLink('swap')), { page: 'tool', id: 'swap' });
  deepEqual(routeOf(workLink('a/b')), { page: 'work', id: 'a/b' });
  deepEqual(routeOf(ACCOUNT), { page: 'account' });
  deepEqual(routeOf(ADMIN), { page: 'outbox' });
  deepEqual(routeOf(OUTBOX), { page: 'outbox' });
  deepEqual(routeOf(mailLink('m1')), { page: 'mail', id: 'm1' });
  deepEqual(routeOf(USERS), { page: 'users' });
  deepEqual(routeOf(THEMES), { page: 'themes' });
  deepEqual(routeOf(themeLink('harvest-nurse')), { page: 'theme', id: 'harvest-nurse' });
});

Deno.test('the links of mails carry their token', () => {
  deepEqual(routeOf('#/reset?token=a-_b%3D'), { page: 'reset', token: 'a-_b=' });
  deepEqual(routeOf('#/confirm?token=x'), { page: 'confirm', token: 'x' });
  deepEqual(routeOf('#/confirm'), { page: 'confirm', token: '' });
});

Deno.test('an address that is no good encoding is taken as it stands', () => {
  deepEqual(routeOf('#/sketch/%zz'), { page: 'sketch', id: '%zz' });
});

Deno.test('whatever is not a page is the easel', () => {
  deepEqual(['', '#/', '#/nonsense', '#/sketch/', '#/work/'].map(routeOf), Array(5).fill({ page: 'easel' }));
});
