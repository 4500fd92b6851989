import type { ChatMessage } from '../api/chats.ts';

/** Something that was written and is on its way. */
export interface Outgoing {
  content: string;
  /** The last message when it was written. */
  after: string;
}

/** Messages in the order in which they were said, each once, whichever way they came. */
export function merged(known: readonly ChatMessage[], more: readonly ChatMessage[]): ChatMessage[] {
  const byId = new Map([...known, ...more].map((message) => [message.id, message]));
  return [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Whether the line has brought it back already, before the request that sent it was answered. */
export const hasArrived = (outgoing: Outgoing, messages: readonly ChatMessage[]): boolean =>
  messages.some(({ id, sender, content }) => sender === 'user' && id > outgoing.after && content === outgoing.content);

/** What an answer may have changed has to be fetched anew. */
export const touchesProject = ({ sender, changes, job_id }: ChatMessage): boolean =>
  sender === 'assistant' && (job_id !== null || Object.keys(changes).length > 0);
