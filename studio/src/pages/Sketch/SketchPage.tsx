import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { getSketch } from '../../api/sketches.ts';
import type { Sketch } from '../../api/types.ts';
import { EASEL, HISTORY } from '../../state/route.ts';
import { useSketch, useWorkshop } from '../../state/workshop.tsx';
import { Missing } from '../../ui/Missing.tsx';
import { Drawing } from './Drawing.tsx';
import { Finished, isHere } from './Finished.tsx';
import { Stopped } from './Stopped.tsx';

/** One drawing, from the waiting line to the wall. */
export function SketchPage({ id }: { id: string }): ReactElement {
  const { book } = useWorkshop();
  const sketch = useSketch(id);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = useCallback(() => {
    setProblem(null);
    getSketch(id).then(
      (found) => book.put(found),
      (cause: unknown) => setProblem(Problem.of(cause)),
    );
  }, [book, id]);
  // Also for a sketch that is known already: its addresses are signed, and run out.
  useEffect(load, [load]);

  if (problem !== null && sketch === undefined) {
    return (
      <Missing problem={problem} gone="There is no drawing here. It may have been deleted." onRetry={load}>
        <a className="button button-plain" href={HISTORY}>
          All drawings
        </a>
        <a className="button button-bare" href={EASEL}>
          To the easel
        </a>
      </Missing>
    );
  }
  return sketch === undefined ? <p className="quiet opening">Fetching the drawing…</p> : <ByStatus sketch={sketch} onReload={load} />;
}

function ByStatus({ sketch, onReload }: { sketch: Sketch; onReload: () => void }): ReactElement {
  switch (sketch.status) {
    case 'pending':
    case 'processing':
      return <Drawing sketch={sketch} onReload={onReload} />;
    case 'completed':
      // The news comes over the WebSocket, the signed addresses of the pictures a moment later.
      return isHere(sketch) ? <Finished sketch={sketch} /> : <Drawing sketch={sketch} onReload={onReload} />;
    case 'failed':
    case 'cancelled':
      return <Stopped sketch={sketch} />;
  }
}
