import { useCallback, useEffect, useRef, useState } from 'react';
import { listMessages, say, type ChatMessage } from '../../api/chats.ts';
import { Problem } from '../../api/http.ts';
import { hasArrived, merged, touchesProject, type Outgoing } from '../../state/conversation.ts';
import { useWorkshop } from '../../state/workshop.tsx';

interface Talk {
  /** Null until they have been fetched. */
  messages: readonly ChatMessage[] | null;
  problem: string | null;
  reload: () => void;
  hasEarlier: boolean;
  earlier: () => void;
  /** What is on its way and not among the messages yet. */
  outgoing: string | null;
  /** Whether the assistant is at it. */
  isAwaited: boolean;
  send: (content: string) => Promise<void>;
}

/** What is said in a chat, as it is said: by this page, by others of the same person, by the assistant. */
export function useConversation(chat: string, onChange: () => void): Talk {
  const { live } = useWorkshop();
  const [messages, setMessages] = useState<readonly ChatMessage[] | null>(null);
  const [before, setBefore] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [outgoing, setOutgoing] = useState<Outgoing | null>(null);
  const known = useRef<readonly ChatMessage[]>([]);
  const isLoaded = useRef(false);

  /** Answers those that were not known. */
  const put = useCallback((more: readonly ChatMessage[]): ChatMessage[] => {
    const news = more.filter((message) => !known.current.some(({ id }) => id === message.id));
    known.current = merged(known.current, more);
    setMessages(known.current);
    return news;
  }, []);
  const heard = useCallback(
    (more: readonly ChatMessage[]) => {
      if (put(more).some(touchesProject)) {
        onChange();
      }
    },
    [put, onChange],
  );
  const fetch = useCallback(
    async (cursor: string | null) => {
      setProblem(null);
      try {
        const part = await listMessages(chat, cursor);
        if (cursor === null && isLoaded.current) {
          heard(part.items);
          return;
        }
        isLoaded.current = true;
        put(part.items);
        setBefore(part.next);
      } catch (cause) {
        setProblem(Problem.of(cause).message);
      }
    },
    [chat, put, heard],
  );
  useEffect(() => void fetch(null), [fetch]);
  useEffect(
    () =>
      live.hear((news) => {
        if (news.type === 'chat_message' && news.chat_id === chat) {
          heard([news.message]);
        } else if (news.type === 'returned') {
          void fetch(null);
        }
      }),
    [live, chat, heard, fetch],
  );

  const send = async (content: string): Promise<void> => {
    setOutgoing({ content, after: known.current.at(-1)?.id ?? '' });
    try {
      const said = await say(chat, content);
      heard([said]);
      if (!known.current.some(({ reply_to }) => reply_to === said.id)) {
        // It is stored by now; the line was slower, or is broken.
        await fetch(null);
      }
    } finally {
      setOutgoing(null);
    }
  };
  return {
    messages,
    problem,
    reload: () => void fetch(null),
    hasEarlier: before !== null,
    earlier: () => void fetch(before),
    outgoing: outgoing === null || hasArrived(outgoing, known.current) ? null : outgoing.content,
    isAwaited: outgoing !== null,
    send,
  };
}
