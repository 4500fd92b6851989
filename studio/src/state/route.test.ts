import { deepEqual } from '../testing/assert.ts';
import { ACCOUNT, ADMIN, addressOfChat, chatLink, HISTORY, mailLink, OUTBOX, routeOf, sketchLink, themeLink, THEMES, toolLink, TOOLS, userLink, USERS, workLink } from './route.ts';

Deno.test('every link leads to its page', () => {
  deepEqual(routeOf(HISTORY), { page: 'history' });
  deepEqual(routeOf(sketchLink('a/b c')), { page: 'sketch', id: 'a/b c' });
  deepEqual(routeOf(TOOLS), { page: 'tools' });
  deepEqual(routeOf(toolLink('swap')), { page: 'tool', id: 'swap' });
  deepEqual(routeOf(workLink('a/b')), { page: 'work', id: 'a/b' });
  deepEqual(routeOf(chatLink('a/b')), { page: 'chat', id: 'a/b' });
  deepEqual(routeOf(ACCOUNT), { page: 'account' });
  deepEqual(routeOf(ADMIN), { page: 'outbox' });
  deepEqual(routeOf(OUTBOX), { page: 'outbox' });
  deepEqual(routeOf(mailLink('m1')), { page: 'mail', id: 'm1' });
  deepEqual(routeOf(USERS), { page: 'users' });
  deepEqual(routeOf(userLink('u1')), { page: 'user', id: 'u1' });
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
  deepEqual(['', '#/', '#/nonsense', '#/sketch/', '#/work/', '#/c/'].map(routeOf), Array(6).fill({ page: 'easel' }));
});

Deno.test('the address that a chat is handed out with leads to it', () => {
  deepEqual(addressOfChat('/c/0199-ab', ''), '/#/c/0199-ab');
  deepEqual(addressOfChat('/c/0199-ab/', '#'), '/#/c/0199-ab');
  deepEqual(addressOfChat('/c/a%2Fb', ''), '/#/c/a%2Fb');
});

Deno.test('who has gone on from there is not taken back', () => {
  deepEqual(addressOfChat('/c/0199-ab', '#/tools'), '/#/tools');
});

Deno.test('no other address is a chat', () => {
  deepEqual(['/', '/c', '/c/', '/c/a/b', '/docs'].map((path) => addressOfChat(path, '')), Array(5).fill(null));
});
