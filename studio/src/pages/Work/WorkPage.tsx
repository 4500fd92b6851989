import { useState, type CSSProperties, type ReactElement, type SyntheticEvent } from 'react';
import { Problem } from '../../api/http.ts';
import { cancelOperation, type Operation } from '../../api/operations.ts';
import { TOOLS, toolLink } from '../../state/route.ts';
import { Button } from '../../ui/Button.tsx';
import { LargeFrame } from '../../ui/LargeFrame.tsx';
import { Missing } from '../../ui/Missing.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { toolOfJob } from '../Tools/tools.ts';
import { beforeOf } from './before.ts';
import { Results } from './Results.tsx';
import { useOperation } from './useOperation.ts';

/** A piece of work of one of the tools, from the waiting line to its result. */
export function WorkPage({ id }: { id: string }): ReactElement {
  const { work, problem, reload, put } = useOperation(id);
  if (work === null) {
    return problem === null ? (
      <p className="quiet opening">Fetching it…</p>
    ) : (
      <Missing problem={problem} gone="There is no such piece of work. It may have been deleted." onRetry={reload}>
        <a className="button button-plain" href={TOOLS}>
          All tools
        </a>
      </Missing>
    );
  }
  switch (work.status) {
    case 'pending':
    case 'running':
      return <AtWork work={work} problem={problem} onRetry={reload} onWork={put} />;
    case 'succeeded':
      return <Results work={work} title={titleOf(work)} onReload={reload} />;
    case 'failed':
    case 'cancelled':
      return <Stopped work={work} />;
  }
}

const titleOf = (work: Operation): string => toolOfJob(work.job_type)?.title ?? 'Work';

interface AtWorkProps {
  work: Operation;
  problem: Problem | null;
  onRetry: () => void;
  onWork: (work: Operation) => void;
}

function AtWork({ work, problem, onRetry, onWork }: AtWorkProps): ReactElement {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const percent = Math.round(work.progress);
  const before = beforeOf(work);
  const [aspect, setAspect] = useState(4 / 3);
  const measure = ({ currentTarget: photo }: SyntheticEvent<HTMLImageElement>): void =>
    setAspect(photo.naturalWidth / photo.naturalHeight);
  const stop = (): void => {
    setBusy(true);
    setRefusal(null);
    cancelOperation(work.id)
      .then(onWork, (cause: unknown) => setRefusal(Problem.of(cause).message))
      .finally(() => setBusy(false));
  };
  return (
    <div className="piece">
      <div className="piece-picture">
        <LargeFrame aspect={aspect}>
          <div className="growing" style={{ '--done': `${percent}%` } as CSSProperties}>
            {before && <img className="growing-photo" src={before} alt="Your photo" onLoad={measure} />}
          </div>
        </LargeFrame>
      </div>
      <div className="placard piece-words">
        <PageTitle title={`${percent} %, ${titleOf(work)}`}>{titleOf(work)}</PageTitle>
        <p className="percent" aria-hidden="true">
          {percent}
          <small>%</small>
        </p>
        <progress aria-label="Progress of the work" max={100} value={percent} />
        <p className="quiet">{work.status === 'pending' ? 'Waiting for a free hand…' : 'Being made…'}</p>
        {problem && <Notice action={<Button onClick={onRetry}>Try again</Button>}>{problem.message}</Notice>}
        {refusal && <Notice>{refusal}</Notice>}
        <div className="row">
          <Button busy={busy} onClick={stop}>
            Stop
          </Button>
          <a className="button button-bare" href={TOOLS}>
            Do something else meanwhile
          </a>
        </div>
      </div>
    </div>
  );
}

function Stopped({ work }: { work: Operation }): ReactElement {
  const isCancelled = work.status === 'cancelled';
  const tool = toolOfJob(work.job_type);
  return (
    <div className="opening">
      <PageTitle title={isCancelled ? 'Stopped' : 'Failed'}>{isCancelled ? 'Stopped half-way' : 'It did not work out'}</PageTitle>
      <p className="lead">{isCancelled ? 'Nothing was kept of it.' : (work.error?.message ?? 'It could not be made.')}</p>
      <a className="button button-main" href={tool ? toolLink(tool.id) : TOOLS}>
        {tool ? 'Try another picture' : 'All tools'}
      </a>
    </div>
  );
}
