import { useCallback, type ReactElement } from 'react';
import { getChat, type Chat } from '../../api/chats.ts';
import { EASEL } from '../../state/route.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { Fetched } from '../../ui/Fetched.tsx';
import { Missing } from '../../ui/Missing.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Conversation } from './Conversation.tsx';
import { ProjectWall } from './ProjectWall.tsx';
import { useProject } from './useProject.ts';

/** A chat: what it is about on one side, what is said about it on the other. */
export function ChatPage({ id }: { id: string }): ReactElement {
  const { value: chat, problem, reload } = useAnswer(useCallback(() => getChat(id), [id]));
  if (chat === null) {
    return problem === null ? (
      <p className="quiet opening">Fetching the chat…</p>
    ) : (
      <Missing problem={problem} gone="There is no such chat, or it is somebody else’s." onRetry={reload}>
        <a className="button button-plain" href={EASEL}>
          To the easel
        </a>
      </Missing>
    );
  }
  return chat.project_id === null ? <Alone chat={chat} /> : <AboutProject chat={chat} project={chat.project_id} />;
}

function AboutProject({ chat, project }: { chat: Chat; project: string }): ReactElement {
  const watched = useProject(project);
  return (
    <div className="chat">
      <ChatTitle chat={chat} />
      <div className="chat-project">
        <Fetched answer={watched} what="the project">
          {(found) => <ProjectWall project={found} progress={watched.progress} onTaken={watched.reload} />}
        </Fetched>
      </div>
      <Conversation chat={chat.id} hasProject jobs={watched.value?.jobs ?? []} onChange={watched.reload} />
    </div>
  );
}

const nothing = (): void => undefined;

function Alone({ chat }: { chat: Chat }): ReactElement {
  return (
    <div className="chat is-alone">
      <ChatTitle chat={chat} />
      <Conversation chat={chat.id} hasProject={false} jobs={[]} onChange={nothing} />
    </div>
  );
}

function ChatTitle({ chat }: { chat: Chat }): ReactElement {
  return (
    <div className="chat-title">
      <PageTitle title={chat.session_name}>{chat.session_name}</PageTitle>
    </div>
  );
}
