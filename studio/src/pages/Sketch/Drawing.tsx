import { useEffect, useState, type CSSProperties, type ReactElement, type SyntheticEvent } from 'react';
import { cancelSketch } from '../../api/sketches.ts';
import { Problem } from '../../api/http.ts';
import type { Sketch } from '../../api/types.ts';
import { EASEL } from '../../state/route.ts';
import { titleOf, useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { LargeFrame } from '../../ui/LargeFrame.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';

/** The drawing grows over the photo as far as the job has come. */
export function Drawing({ sketch, onReload }: { sketch: Sketch; onReload: () => void }): ReactElement {
  const { looks, book } = useWorkshop();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const memo = book.memo(sketch.id);
  const title = titleOf(looks, sketch.style, sketch.method);
  const photoUrl = memo?.photoUrl ?? sketch.original_url;
  const percent = Math.round(sketch.progress);
  const [aspect, setAspect] = useState(memo?.aspect ?? 4 / 3);
  const measure = ({ currentTarget: photo }: SyntheticEvent<HTMLImageElement>): void =>
    setAspect(photo.naturalWidth / photo.naturalHeight);

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
        <LargeFrame aspect={aspect}>
          <div className="growing" style={{ '--done': `${percent}%` } as CSSProperties}>
            {photoUrl && <img className="growing-photo" src={photoUrl} alt="Your photo" onLoad={measure} />}
            {memo && <img className="growing-drawing" src={memo.preview} alt="" />}
          </div>
        </LargeFrame>
      </div>
      <div className="placard piece-words">
        <PageTitle title={`${percent} %, ${title}`}>{title}</PageTitle>
        <p className="percent" aria-hidden="true">
          {percent}
          <small>%</small>
        </p>
        <progress aria-label="Progress of the drawing" max={100} value={percent} />
        <p className="quiet">{words(sketch.status)}</p>
        {problem && <Notice>{problem}</Notice>}
        <div className="row">
          {sketch.status === 'completed' ? (
            <LoadIfLate onReload={onReload} />
          ) : (
            <Button busy={busy} onClick={() => void stop()}>
              Stop
            </Button>
          )}
          <a className="button button-bare" href={EASEL}>
            Draw another meanwhile
          </a>
        </div>
      </div>
    </div>
  );
}

function words(status: Sketch['status']): string {
  switch (status) {
    case 'pending':
      return 'Waiting for a free hand…';
    case 'completed':
      return 'Hanging it up…';
    default:
      return 'Being drawn…';
  }
}

const LATE_MS = 4000;

/** Should the finished pictures not come by themselves. */
function LoadIfLate({ onReload }: { onReload: () => void }): ReactElement | null {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? <Button onClick={onReload}>Load it</Button> : null;
}
