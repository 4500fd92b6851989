import type { ChatMessage } from '../api/chats.ts';
import { deepEqual } from '../testing/assert.ts';
import { hasArrived, merged, touchesProject } from './conversation.ts';

const message = (id: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  chat_id: 'c',
  sender: 'user',
  content: 'Hello',
  reply_to: null,
  changes: {},
  job_id: null,
  created_at: '2026-11-22T10:00:00Z',
  ...more,
});

Deno.test('messages stand once and in their order, whichever way they came', () => {
  const lists = merged([message('2'), message('4')], [message('4'), message('1'), message('3')]);
  deepEqual(lists.map(({ id }) => id), ['1', '2', '3', '4']);
});

Deno.test('what was written has arrived when it comes back, and not by an older message of the same words', () => {
  const outgoing = { content: 'Hello', after: '2' };
  deepEqual(hasArrived(outgoing, [message('1'), message('2')]), false);
  deepEqual(hasArrived(outgoing, [message('3', { sender: 'assistant' })]), false);
  deepEqual(hasArrived(outgoing, [message('2'), message('3')]), true);
});

Deno.test('only an answer that changed something or started a job touches the project', () => {
  deepEqual(touchesProject(message('1', { sender: 'assistant' })), false);
  deepEqual(touchesProject(message('1', { sender: 'assistant', changes: { headline: 'Go' } })), true);
  deepEqual(touchesProject(message('1', { sender: 'assistant', job_id: 'j' })), true);
  deepEqual(touchesProject(message('1', { changes: { headline: 'Go' } })), false);
});
