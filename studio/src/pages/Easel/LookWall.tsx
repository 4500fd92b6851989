import { useState, type FormEvent, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { createSketch, previewUrl, type Look } from '../../api/sketches.ts';
import type { PhotoState } from '../../state/photo.ts';
import { go, sketchLink } from '../../state/route.ts';
import { titleOf, useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Bench } from './Bench.tsx';
import { PhotoButton } from '../../ui/PhotoButton.tsx';
import { PhotoWithLook } from './PhotoWithLook.tsx';
import { Wall } from './Wall.tsx';
import { useChosenLook } from './useChosenLook.ts';
import { useSettled } from './useSettled.ts';

type Ready = Extract<PhotoState, { phase: 'ready' }>;

/** The photo beside its 21 looks, and the bench from which the chosen one is ordered. */
export function LookWall({ photo }: { photo: Ready }): ReactElement {
  const { looks, book, photo: easel } = useWorkshop();
  const [look, setLook] = useChosenLook(looks);
  const settled = useSettled(look.intensity);
  const [attempt, setAttempt] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const choose = (next: Look): void => {
    setLook(next);
    setAttempt(crypto.randomUUID());
    setProblem(null);
  };
  const order = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) {
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const sketch = await createSketch(photo.key, look, attempt);
      book.remember(sketch.id, {
        preview: previewUrl(photo.key, look),
        photoUrl: photo.url,
        photoKey: photo.key,
        aspect: photo.width / photo.height,
      });
      book.put(sketch);
      go(sketchLink(sketch.id));
    } catch (cause) {
      setProblem(Problem.of(cause).message);
      setBusy(false);
    }
  };

  return (
    <form className="easel" onSubmit={(event) => void order(event)}>
      <section className="easel-photo" aria-label="Your photo">
        <PageTitle title="Choose a look">Choose a look</PageTitle>
        <PhotoWithLook
          photo={photo}
          preview={previewUrl(photo.key, { ...look, intensity: settled })}
          title={titleOf(looks, look.style, look.method)}
        />
        <p className="easel-name">
          <span className="hint">{photo.name}</span>
          <span>
            <PhotoButton look="bare" onPick={easel.pick}>
              Change photo
            </PhotoButton>
            <Button look="bare" onClick={easel.takeDown}>
              Take down
            </Button>
          </span>
        </p>
      </section>
      <Wall photoKey={photo.key} aspect={photo.width / photo.height} look={look} intensity={settled} onLook={choose} />
      <Bench title={titleOf(looks, look.style, look.method)} look={look} range={looks.intensity} busy={busy} onLook={choose}>
        {problem && <Notice>{problem}</Notice>}
      </Bench>
    </form>
  );
}
