import { deepEqual, equal, match } from '../../testing/assert.ts';
import { initialChoices, missingFor, paramsOf, toolOf, toolOfJob, TOOLS, type Tool } from './tools.ts';

const tool = (id: string): Tool => toolOf(id) ?? TOOLS[0]!;
const NOTHING = new Map<string, string>();

Deno.test('every tool is found by its address and by its kind of job', () => {
  deepEqual(TOOLS.map(({ id }) => toolOf(id)?.id), TOOLS.map(({ id }) => id));
  deepEqual(TOOLS.map(({ job }) => toolOfJob(job)?.id), TOOLS.map(({ id }) => id));
  equal(toolOf('hammer'), undefined);
});

Deno.test('a missing picture is asked for by its name', () => {
  match(missingFor(tool('swap'), NOTHING, {}) ?? '', /whose face/);
  match(missingFor(tool('swap'), new Map([['source_url', 'a']]), {}) ?? '', /into which picture/);
  match(missingFor(tool('enlarge'), NOTHING, {}) ?? '', /^Choose a photo first\.$/);
});

Deno.test('a thumbnail needs words but no picture', () => {
  const thumbnail = tool('thumbnail');
  match(missingFor(thumbnail, NOTHING, initialChoices(thumbnail)) ?? '', /headline/);
  match(missingFor(thumbnail, NOTHING, { headline: '  ' }) ?? '', /headline/);
  equal(missingFor(thumbnail, NOTHING, { headline: 'Up' }), null);
});

Deno.test('an outfit has to be chosen', () => {
  const pictures = new Map([['input_url', 'a']]);
  match(missingFor(tool('dress'), pictures, { theme: '' }) ?? '', /outfit/);
  equal(missingFor(tool('dress'), pictures, { theme: 'scrubs' }), null);
});

Deno.test('empty words are left out and numbers stay numbers', () => {
  const thumbnail = tool('thumbnail');
  const choices = { ...initialChoices(thumbnail), headline: ' Up ', variants: 2 };
  deepEqual(paramsOf(thumbnail, NOTHING, choices), { headline: 'Up', platform: 'youtube', variants: 2 });
});

Deno.test('every picture goes under its own name', () => {
  const pictures = new Map([
    ['source_url', 'a'],
    ['target_url', 'b'],
  ]);
  const params = paramsOf(tool('swap'), pictures, initialChoices(tool('swap')));
  deepEqual([params['source_url'], params['target_url'], params['face_restore']], ['a', 'b', false]);
});
