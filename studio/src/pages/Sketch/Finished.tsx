import { useState, type ReactElement } from 'react';
import type { Sketch } from '../../api/types.ts';
import { EASEL, go, HISTORY } from '../../state/route.ts';
import { titleOf, useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { Compare } from '../../ui/Compare.tsx';
import { LargeFrame } from '../../ui/LargeFrame.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { DeleteSketch } from './DeleteSketch.tsx';
import { DownloadLink } from './DownloadLink.tsx';

/** A finished sketch with all that it takes to show it. */
export type Hung = Sketch & { sketch_url: string; original_url: string };

export function isHere(sketch: Sketch): sketch is Hung {
  return sketch.sketch_url !== null && sketch.original_url !== null;
}

export function Finished({ sketch }: { sketch: Hung }): ReactElement {
  const { looks, photo } = useWorkshop();
  const [isAsking, setAsking] = useState(false);
  const title = titleOf(looks, sketch.style, sketch.method);
  return (
    <div className="piece">
      <div className="piece-picture">
        <LargeFrame aspect={(sketch.width ?? 4) / (sketch.height ?? 3)}>
          <Compare
            before={{ src: sketch.original_url, alt: 'Your photo' }}
            after={{ src: sketch.sketch_url, alt: `Your photo as a drawing: ${title}` }}
          />
        </LargeFrame>
      </div>
      <div className="placard piece-words">
        <PageTitle title={title}>{title}</PageTitle>
        <Facts sketch={sketch} />
        <div className="row">
          {sketch.download_url && <DownloadLink sketch={sketch} url={sketch.download_url} />}
          <a className="button button-plain" href={EASEL}>
            {photo.state.phase === 'ready' ? 'Another look' : 'Another photo'}
          </a>
          <Button look="bare" icon="trash" onClick={() => setAsking(true)}>
            Delete
          </Button>
        </div>
      </div>
      {isAsking && (
        <DeleteSketch sketch={sketch} onGone={() => go(HISTORY)} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

function Facts({ sketch }: { sketch: Sketch }): ReactElement {
  const facts = [
    sketch.intensity !== null && `Strength ${Math.round(sketch.intensity * 100)} %`,
    sketch.width !== null && sketch.height !== null && `${sketch.width} × ${sketch.height} pixels`,
    sketch.processing_time_ms !== null && `Drawn in ${(sketch.processing_time_ms / 1000).toFixed(1)} seconds`,
    new Date(sketch.created_at).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' }),
  ].filter((fact) => fact !== false);
  return (
    <ul className="facts">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
