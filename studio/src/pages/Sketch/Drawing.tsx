import { useState, type CSSProperties, type ReactElement } from 'react';
import { cancelSketch } from '../../api/sketches.ts';
import { Problem } from '../../api/http.ts';
import type { Sketch } from '../../api/types.ts';
import { EASEL } from '../../state/route.ts';
import { titleOf, useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';

/** The drawing grows over the photo as far as the job has come. */
export function Drawing({ sketch }: { sketch: Sketch }): ReactElement {
  const { looks, book } = useWorkshop();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const memo = book.memo(sketch.id);
  const title = titleOf(looks, sketch.style, sketch.method);
  const photoUrl = memo?.photoUrl ?? sketch.original_url;
  const percent = Math.round(sketch.progress);

  const stop = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      book.put(await cancelSketch(sketch.id));
    } catch (cause) {
      setProblem(Problem.of(cause).message);
    }
    setBusy(false);
  };
  return (
    <div className="piece">
      <div className="piece-picture">
        <span className="frame frame-large">
          <span className="growing" style={{ '--done': `${percent}%` } as CSSProperties}>
            {photoUrl && <img className="growing-photo" src={photoUrl} alt="Your photo" />}
            {memo && <img className="growing-drawing" src={memo.preview} alt="" />}
          </span>
        </span>
      </div>
      <div className="placard piece-words">
        <PageTitle title={`${percent} %, ${title}`}>{title}</PageTitle>
        <p className="percent" aria-hidden="true">
          {percent}
          <small>%</small>
        </p>
        <progress aria-label="Progress of the drawing" max={100} value={percent} />
        <p className="quiet">{sketch.status === 'pending' ? 'Waiting for a free hand…' : 'Being drawn…'}</p>
        {problem && <Notice>{problem}</Notice>}
        <div className="row">
          <Button busy={busy} onClick={() => void stop()}>
            Stop
          </Button>
          <a className="button button-bare" href={EASEL}>
            Draw another meanwhile
          </a>
        </div>
      </div>
    </div>
  );
}
