import type { ReactElement } from 'react';
import type { PhotoState } from '../../state/photo.ts';
import { Button } from '../../ui/Button.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';

interface SendingProps {
  photo: Extract<PhotoState, { phase: 'sending' }>;
  onStop: () => void;
}

export function Sending({ photo, onStop }: SendingProps): ReactElement {
  const percent = Math.round(photo.fraction * 100);
  return (
    <div className="sending">
      <PageTitle title="Sending the photo">Putting it on the easel</PageTitle>
      <span className="frame">
        <img src={photo.url} alt={`Your photo ${photo.name}`} />
      </span>
      <div className="meter">
        <progress aria-label="Photo sent" max={100} value={percent} />
        <p className="meter-text">
          <span>{percent < 100 ? `Sending, ${percent} %` : 'Having a look at it…'}</span>
          <Button look="bare" onClick={onStop}>
            Stop
          </Button>
        </p>
      </div>
    </div>
  );
}
