import { useCallback, useEffect, useState } from 'react';
import { getProject, type Project } from '../../api/chats.ts';
import { isFinal } from '../../state/sketchBook.ts';
import { useAnswer, type Answer } from '../../state/useAnswer.ts';
import { useWorkshop } from '../../state/workshop.tsx';

interface Watched extends Answer<Project> {
  /** How far jobs have come since the project was fetched, in percent. */
  progress: ReadonlyMap<string, number>;
}

/** A project, kept up to date by what the line says of its jobs. */
export function useProject(id: string): Watched {
  const { live } = useWorkshop();
  const answer = useAnswer(useCallback(() => getProject(id), [id]));
  const [progress, setProgress] = useState<ReadonlyMap<string, number>>(new Map());
  const { reload } = answer;
  useEffect(
    () =>
      live.hear((news) => {
        if (news.type === 'returned' || (news.type === 'task_update' && isFinal(news.status))) {
          // It may be a job that this page has not heard of: begun elsewhere, or a moment ago.
          reload();
        } else if (news.type === 'task_update') {
          setProgress((now) => new Map(now).set(news.job_id, news.progress));
        }
      }),
    [live, reload],
  );
  return { ...answer, progress };
}
