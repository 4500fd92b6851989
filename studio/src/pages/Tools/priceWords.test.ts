import { equal } from '../../testing/assert.ts';
import { priceInWords } from './priceWords.ts';

const quote = { cost_credits: 2, balance: 10, missing: 0, waiting: { seconds: 5 } };

Deno.test('the price comes before the wait', () => {
  equal(priceInWords(quote), '2 credits, about 5 s');
  equal(priceInWords({ ...quote, cost_credits: 1, waiting: { seconds: 300 } }), '1 credit, about 5 min');
});

Deno.test('what nobody knows is not said', () => {
  equal(priceInWords({ ...quote, waiting: { seconds: null } }), '2 credits');
  equal(priceInWords({ ...quote, balance: -1, cost_credits: 0 }), 'about 5 s');
  equal(priceInWords({ ...quote, balance: -1, cost_credits: 0, waiting: { seconds: null } }), '');
});

Deno.test('who has too little is told how much that is', () => {
  equal(priceInWords({ ...quote, balance: 1, missing: 1 }), '2 credits, you have 1');
});
