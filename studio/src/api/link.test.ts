import { deepEqual } from '../testing/assert.ts';
import { cursorOf } from './link.ts';

Deno.test('the next part is where the header says', () => {
  deepEqual(cursorOf('</api/v1/chat/7/messages?limit=2&cursor=a%2Fb>; rel="next"'), 'a/b');
  deepEqual(cursorOf('<https://x.example/list?cursor=c>; rel=next'), 'c');
  deepEqual(cursorOf('</list?cursor=p>; rel="prev", </list?cursor=n>; rel="next"'), 'n');
});

Deno.test('without a next part there is no cursor', () => {
  deepEqual([null, '', '</list?cursor=p>; rel="prev"', '</list>; rel="next"'].map(cursorOf), [null, null, null, null]);
});
