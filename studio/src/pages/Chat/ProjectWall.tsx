import type { CSSProperties, ReactElement } from 'react';
import type { Project, ThumbnailJob, Variant } from '../../api/chats.ts';
import { count, moment } from '../../ui/words.ts';

interface ProjectWallProps {
  project: Project;
  /** How far jobs have come since, in percent. */
  progress: ReadonlyMap<string, number>;
  /** Signed addresses run out. */
  onTaken: () => void;
}

/** A project: what it shall say, and what has been made of it so far. */
export function ProjectWall({ project, progress, onTaken }: ProjectWallProps): ReactElement {
  const { jobs } = project;
  const [newest] = jobs;
  // While the next ones are made, the last ones stay to look at.
  const shown = jobs.find(({ artifacts }) => artifacts.length > 0);
  const older = jobs.filter((job) => job !== shown && job.artifacts.length > 0);
  return (
    <section className="chat-wall" aria-labelledby="project">
      <h2 id="project">{project.headline || 'Without a headline'}</h2>
      {project.subtext && <p className="lead">{project.subtext}</p>}
      <Facts project={project} />
      {newest && <Standing job={newest} percent={progress.get(newest.id) ?? newest.progress} />}
      {shown ? <Variants job={shown} title={project.headline} onTaken={onTaken} /> : <BareFrame project={project} />}
      {shown?.notice && <p className="hint">{shown.notice}</p>}
      {older.length > 0 && (
        <details className="chat-older">
          <summary>{count(older.length, 'earlier set', 'earlier sets')}</summary>
          {older.map((job) => (
            <div key={job.id} className="chat-set">
              <p className="hint">{moment(job.created_at)}</p>
              <Variants job={job} title={project.headline} onTaken={onTaken} />
            </div>
          ))}
        </details>
      )}
    </section>
  );
}

function Facts({ project }: { project: Project }): ReactElement {
  return (
    <ul className="chat-facts">
      <li>{project.platform}</li>
      <li>
        {project.width} × {project.height}
      </li>
      <li>{project.vibe}</li>
      {project.mode === 'copy' && <li>copies a picture</li>}
      <li>{count(project.variants, 'variant')}</li>
      {project.colours.map((colour) => (
        <li key={colour}>
          <span className="swatch" style={{ background: colour }} aria-hidden="true" />
          {colour}
        </li>
      ))}
    </ul>
  );
}

/** What the newest job is at, unless its thumbnails hang there. */
function Standing({ job, percent }: { job: ThumbnailJob; percent: number }): ReactElement | null {
  switch (job.status) {
    case 'queued':
    case 'processing':
      return (
        <div className="chat-standing">
          <p>{job.status === 'queued' && percent === 0 ? 'Waiting for a free hand…' : `Being made, ${Math.round(percent)} %`}</p>
          <progress aria-label="Progress of the thumbnails" max={100} value={percent} />
        </div>
      );
    case 'failed':
      return <p className="notice">{job.error?.message ?? 'The last thumbnails could not be made.'}</p>;
    case 'cancelled':
      return <p className="hint">The last job was stopped.</p>;
    case 'completed':
      return null;
  }
}

function Variants({ job, title, onTaken }: { job: ThumbnailJob; title: string; onTaken: () => void }): ReactElement {
  return (
    <ul className="chat-variants" aria-label="Thumbnails">
      {job.artifacts.map((artifact) => (
        <li key={artifact.variant}>
          <OneVariant artifact={artifact} title={title} onTaken={onTaken} />
        </li>
      ))}
    </ul>
  );
}

function OneVariant({ artifact, title, onTaken }: { artifact: Variant; title: string; onTaken: () => void }): ReactElement {
  const { url, variant } = artifact;
  if (url === null) {
    return (
      <p className="frame chat-missed">
        <span>{artifact.error ? `Number ${variant} failed: ${artifact.error.message}` : `Number ${variant} is deleted.`}</span>
      </p>
    );
  }
  const aspect = (artifact.width ?? 16) / (artifact.height ?? 9);
  return (
    <a
      className="frame"
      href={artifact.download_url ?? url}
      download={`thumbnail-${variant}`}
      style={{ '--aspect': aspect } as CSSProperties}
      aria-label={`Download thumbnail ${variant}`}
      onClick={onTaken}
    >
      <img className="compare-alone" src={url} alt={`${title || 'Thumbnail'}, number ${variant}`} />
    </a>
  );
}

function BareFrame({ project }: { project: Project }): ReactElement {
  return (
    <div className="frame" style={{ '--aspect': project.width / project.height } as CSSProperties}>
      <p className="compare-alone chat-bare">Nothing has been made of it yet. Ask for a thumbnail.</p>
    </div>
  );
}
