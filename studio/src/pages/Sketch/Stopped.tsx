import { useState, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { createSketch } from '../../api/sketches.ts';
import type { Sketch } from '../../api/types.ts';
import { EASEL, go, sketchLink } from '../../state/route.ts';
import { titleOf, useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';

/** A drawing that failed or was stopped; it can be ordered once more while its photo is known. */
export function Stopped({ sketch }: { sketch: Sketch }): ReactElement {
  const { looks, book } = useWorkshop();
  const [attempt] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const memo = book.memo(sketch.id);
  const isCancelled = sketch.status === 'cancelled';
  const mayRepeat = memo !== undefined && (isCancelled || sketch.error?.retryable === true);

  const repeat = async (): Promise<void> => {
    if (memo === undefined) {
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const { style, method, intensity } = sketch;
      const look = { style, method, intensity: intensity ?? looks.intensity.default };
      const next = await createSketch(memo.photoKey, look, attempt);
      book.remember(next.id, memo);
      book.put(next);
      go(sketchLink(next.id));
    } catch (cause) {
      setProblem(Problem.of(cause).message);
      setBusy(false);
    }
  };
  return (
    <div className="opening">
      <PageTitle title={isCancelled ? 'Stopped' : 'Failed'}>{isCancelled ? 'Stopped half-way' : 'It did not work out'}</PageTitle>
      <p className="lead">
        {titleOf(looks, sketch.style, sketch.method)}.{' '}
        {isCancelled ? 'Nothing was kept of it.' : (sketch.error?.message ?? 'The drawing could not be made.')}
      </p>
      {problem && <Notice>{problem}</Notice>}
      <div className="row">
        {mayRepeat && (
          <Button look="main" busy={busy} onClick={() => void repeat()}>
            Draw it again
          </Button>
        )}
        <a className="button button-plain" href={EASEL}>
          To the easel
        </a>
      </div>
    </div>
  );
}
