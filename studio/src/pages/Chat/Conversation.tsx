import { useEffect, useRef, type ReactElement } from 'react';
import type { ChatMessage, ThumbnailJob } from '../../api/chats.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count, moment } from '../../ui/words.ts';
import { Composer } from './Composer.tsx';
import { useConversation } from './useConversation.ts';

const STARTERS = ['Make it calm and blue', 'Set the headline to "Day one"', 'Generate 2 versions'];

interface ConversationProps {
  chat: string;
  /** Without one there is nothing that the assistant could change. */
  hasProject: boolean;
  jobs: readonly ThumbnailJob[];
  /** The assistant has changed the project, or started a job. */
  onChange: () => void;
}

export function Conversation({ chat, hasProject, jobs, onChange }: ConversationProps): ReactElement {
  const talk = useConversation(chat, onChange);
  const { messages, outgoing, isAwaited } = talk;
  const end = useRef<HTMLDivElement>(null);
  const last = messages?.at(-1)?.id;
  const seen = useRef(last);
  useEffect(() => {
    // What is there when the page opens is read from the top.
    if (outgoing !== null || (seen.current !== undefined && seen.current !== last)) {
      end.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    }
    seen.current = last;
  }, [last, outgoing]);
  const isEmpty = messages?.length === 0 && outgoing === null;
  return (
    <section className="chat-talk" aria-labelledby="talk">
      <h2 id="talk" className="unseen">
        Conversation
      </h2>
      {talk.hasEarlier && (
        <p>
          <Button onClick={talk.earlier}>Show earlier messages</Button>
        </p>
      )}
      {messages === null && talk.problem === null && <p className="quiet">Fetching what was said…</p>}
      <div role="log" aria-label="Messages">
        <ol className="chat-messages">
          {messages?.map((message) => (
            <Message key={message.id} message={message} job={jobs.find(({ id }) => id === message.job_id)} />
          ))}
          {outgoing !== null && (
            <li className="said said-user is-going">
              <p className="said-words">{outgoing}</p>
            </li>
          )}
        </ol>
      </div>
      {isAwaited && <p className="quiet chat-awaited">The assistant is at it…</p>}
      {talk.problem && <Notice action={<Button onClick={talk.reload}>Try again</Button>}>{talk.problem}</Notice>}
      {isEmpty && <Silence hasProject={hasProject} />}
      <div ref={end} />
      <Composer onSend={talk.send} starters={isEmpty && hasProject ? STARTERS : []} />
    </section>
  );
}

function Silence({ hasProject }: { hasProject: boolean }): ReactElement {
  return (
    <p className="lead">
      {hasProject
        ? 'Nothing has been said yet. Say what shall be different, or ask for thumbnails.'
        : 'Nothing has been said yet. This chat is about no project, so the assistant can change and make nothing here.'}
    </p>
  );
}

function Message({ message, job }: { message: ChatMessage; job: ThumbnailJob | undefined }): ReactElement {
  return (
    <li className={`said said-${message.sender}`}>
      <p className="said-head">
        <strong>{message.sender === 'user' ? 'You' : 'Assistant'}</strong>{' '}
        <time dateTime={message.created_at}>{moment(message.created_at)}</time>
      </p>
      <p className="said-words">{message.content}</p>
      {job && <p className="hint">{sentence(job)}</p>}
    </li>
  );
}

function sentence(job: ThumbnailJob): string {
  switch (job.status) {
    case 'queued':
    case 'processing':
      return 'Being made…';
    case 'completed':
      return `Done: ${count(job.artifacts.filter(({ status }) => status === 'completed').length, 'thumbnail')}.`;
    case 'failed':
      return 'It failed.';
    case 'cancelled':
      return 'It was stopped.';
  }
}
