import { useState, type ReactElement } from 'react';
import type { PhotoState } from '../../state/photo.ts';
import { Compare } from '../../ui/Compare.tsx';
import { LargeFrame } from '../../ui/LargeFrame.tsx';

interface PhotoWithLookProps {
  photo: Extract<PhotoState, { phase: 'ready' }>;
  preview: string;
  title: string;
}

/** The photo as it is until the chosen look's preview has come, then both with a line between. */
export function PhotoWithLook({ photo, preview, title }: PhotoWithLookProps): ReactElement {
  const [shown, setShown] = useState<string | null>(null);
  const alt = `Your photo ${photo.name}`;
  return (
    <LargeFrame aspect={photo.width / photo.height}>
      {shown === null ? (
        <img className="compare-alone" src={photo.url} alt={alt} />
      ) : (
        <Compare before={{ src: photo.url, alt }} after={{ src: shown, alt: `${title}, a small preview` }} />
      )}
      {/* Loads unseen, so that the line does not run over a picture that is not there yet. */}
      {preview !== shown && <img src={preview} alt="" hidden onLoad={() => setShown(preview)} />}
    </LargeFrame>
  );
}
