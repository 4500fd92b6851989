import { useEffect, useState, type DragEvent, type ReactElement } from 'react';
import { usePassingPhoto, type Photo, type ReadyPhoto } from '../../state/photo.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PhotoButton } from '../../ui/PhotoButton.tsx';
import type { SlotPlan } from './tools.ts';

interface SlotProps {
  plan: SlotPlan;
  /** Null when it is taken down. */
  onPhoto: (photo: ReadyPhoto | null) => void;
}

/** An empty mat on the wall that takes one picture. */
export function Slot({ plan, onPhoto }: SlotProps): ReactElement {
  const { looks } = useWorkshop();
  const photo = usePassingPhoto(looks.limits);
  const [isOver, setOver] = useState(false);
  const { state } = photo;
  useEffect(() => onPhoto(state.phase === 'ready' ? state : null), [state]);

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) {
      photo.pick(file);
    } else {
      photo.refuse('That was not a file. Save the picture first, then drop it here.');
    }
  };
  return (
    <section
      className={isOver ? 'slot is-over' : 'slot'}
      aria-label={plan.title}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>
        {plan.title} {plan.optional && <small>if you like</small>}
      </h2>
      <div className="frame slot-frame">
        <Content plan={plan} photo={photo} />
      </div>
      {state.phase === 'none' && state.problem && <Notice>{state.problem}</Notice>}
    </section>
  );
}

function Content({ plan, photo }: { plan: SlotPlan; photo: Photo }): ReactElement {
  const { state } = photo;
  switch (state.phase) {
    case 'none':
      return <Empty plan={plan} photo={photo} />;
    case 'sending':
      return (
        <div className="slot-mat">
          <img src={state.url} alt={`Your photo ${state.name}`} />
          <progress aria-label="Photo sent" max={100} value={Math.round(state.fraction * 100)} />
          <Button look="bare" onClick={photo.takeDown}>
            Stop
          </Button>
        </div>
      );
    case 'ready':
      return (
        <div className="slot-mat is-hung">
          <img src={state.url} alt={`Your photo ${state.name}`} />
          <p className="row">
            <PhotoButton look="bare" onPick={photo.pick}>
              Change
            </PhotoButton>
            <Button look="bare" onClick={photo.takeDown}>
              Take down
            </Button>
          </p>
        </div>
      );
  }
}

function Empty({ plan, photo }: { plan: SlotPlan; photo: Photo }): ReactElement {
  const { photo: easel } = useWorkshop();
  const onEasel = easel.state.phase === 'ready' ? easel.state : null;
  return (
    <div className="slot-mat">
      <p className="hint">{plan.hint}</p>
      <PhotoButton look="main" onPick={photo.pick}>
        Choose a photo
      </PhotoButton>
      {onEasel && (
        <Button look="bare" onClick={() => photo.put(onEasel)}>
          Take the one on the easel
        </Button>
      )}
    </div>
  );
}
