import { useState, type ReactElement } from 'react';
import type { Sketch } from '../../api/types.ts';
import { sketchLink } from '../../state/route.ts';
import { isFinal } from '../../state/sketchBook.ts';
import { titleOf, useSketch, useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { DeleteSketch } from '../Sketch/DeleteSketch.tsx';

/** One drawing on the wall; while it is being made, its progress. Gone once it is deleted. */
export function SketchCard({ id }: { id: string }): ReactElement | null {
  const { looks } = useWorkshop();
  const sketch = useSketch(id);
  const [isAsking, setAsking] = useState(false);
  if (sketch === undefined) {
    return null;
  }
  const title = titleOf(looks, sketch.style, sketch.method);
  return (
    <li className="card">
      <a href={sketchLink(id)} className="card-link">
        <span className="frame">
          {sketch.thumbnail_url ? <img src={sketch.thumbnail_url} alt="" loading="lazy" /> : <Unframed sketch={sketch} />}
        </span>
        <span className="card-title">{title}</span>
      </a>
      <span className="row spread card-foot">
        <span className="hint">{words(sketch)}</span>
        {isFinal(sketch.status) && (
          <Button look="bare" icon="trash" aria-label={`Delete ${title}`} onClick={() => setAsking(true)} />
        )}
      </span>
      {isAsking && <DeleteSketch sketch={sketch} onGone={focusHeading} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** The button that had the focus went with its card. */
function focusHeading(): void {
  document.querySelector('h1')?.focus();
}

function Unframed({ sketch }: { sketch: Sketch }): ReactElement {
  const memo = useWorkshop().book.memo(sketch.id);
  return sketch.status === 'failed' || sketch.status === 'cancelled' ? (
    <span className="frame-none">Nothing here</span>
  ) : (
    <span className="frame-none">
      {memo && <img className="card-faint" src={memo.preview} alt="" />}
      <progress aria-label="Progress of the drawing" max={100} value={sketch.progress} />
    </span>
  );
}

function words(sketch: Sketch): string {
  switch (sketch.status) {
    case 'pending':
      return 'Waiting';
    case 'processing':
      return `Drawing, ${Math.round(sketch.progress)} %`;
    case 'completed':
      return new Date(sketch.created_at).toLocaleDateString(undefined, { dateStyle: 'medium' });
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Stopped';
  }
}
