import type { CSSProperties, ReactElement } from 'react';
import type { Artifact, Operation } from '../../api/operations.ts';
import { TOOLS, toolLink } from '../../state/route.ts';
import { Compare } from '../../ui/Compare.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { LargeFrame } from '../../ui/LargeFrame.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { toolOfJob } from '../Tools/tools.ts';
import { beforeOf } from './before.ts';

interface ResultsProps {
  work: Operation;
  title: string;
  /** Signed addresses run out. */
  onReload: () => void;
}

export function Results({ work, title, onReload }: ResultsProps): ReactElement {
  const [first] = work.artifacts;
  const tool = toolOfJob(work.job_type);
  return (
    <div className={work.artifacts.length > 1 ? 'piece piece-several' : 'piece'}>
      <div className="piece-picture">
        {work.artifacts.length > 1 ? <Several artifacts={work.artifacts} title={title} /> : first && <One work={work} artifact={first} title={title} />}
      </div>
      <div className="placard piece-words">
        <PageTitle title={title}>{title}</PageTitle>
        <Facts work={work} />
        <div className="row">
          {work.artifacts.length === 1 && first && <Download artifact={first} name={fileName(work, 0)} onReload={onReload} />}
          <a className="button button-plain" href={tool ? toolLink(tool.id) : TOOLS}>
            Another
          </a>
          <a className="button button-bare" href={TOOLS}>
            All tools
          </a>
        </div>
      </div>
    </div>
  );
}

function One({ work, artifact, title }: { work: Operation; artifact: Artifact; title: string }): ReactElement {
  const before = beforeOf(work);
  return (
    <LargeFrame aspect={artifact.width / artifact.height}>
      {before ? (
        <Compare before={{ src: before, alt: 'Your photo' }} after={{ src: artifact.output_url, alt: title }} what="result" />
      ) : (
        <img className="compare-alone see-through" src={artifact.output_url} alt={`${title}: the result`} />
      )}
    </LargeFrame>
  );
}

function Several({ artifacts, title }: { artifacts: Artifact[]; title: string }): ReactElement {
  return (
    <ul className="several">
      {artifacts.map((artifact, at) => (
        <li key={artifact.id}>
          <a
            className="frame"
            href={artifact.download_url ?? artifact.output_url}
            download={`pictor-${at + 1}`}
            style={{ '--aspect': artifact.width / artifact.height } as CSSProperties}
            aria-label={`Download number ${at + 1}`}
          >
            <img className="compare-alone" src={artifact.output_url} alt={`${title}, number ${at + 1}`} />
          </a>
        </li>
      ))}
    </ul>
  );
}

interface DownloadProps {
  artifact: Artifact;
  name: string;
  onReload: () => void;
}

function Download({ artifact, name, onReload }: DownloadProps): ReactElement {
  return (
    // After the click the addresses are renewed, for the next one may come in an hour.
    <a className="button button-main" href={artifact.download_url ?? artifact.output_url} download={name} onClick={onReload}>
      <Icon name="download" />
      Download
    </a>
  );
}

const fileName = (work: Operation, at: number): string => `pictor-${work.job_type}-${at + 1}`;

function Facts({ work }: { work: Operation }): ReactElement {
  const [first] = work.artifacts;
  const facts = [
    first && `${first.width} × ${first.height} pixels`,
    work.artifacts.length > 1 && `${work.artifacts.length} of them: click one to download it`,
    work.processing_time_ms !== null && `Made in ${(work.processing_time_ms / 1000).toFixed(1)} seconds`,
    first && first.models.length > 0 && `With ${[...new Set(first.models.map(({ model }) => model))].join(', ')}`,
    new Date(work.created_at).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' }),
  ].filter((fact) => typeof fact === 'string');
  return (
    <ul className="facts">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
