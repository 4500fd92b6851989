import type { ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { deleteSketch } from '../../api/sketches.ts';
import type { Sketch } from '../../api/types.ts';
import { titleOf, useWorkshop } from '../../state/workshop.tsx';
import { announce } from '../../ui/announce.tsx';
import { Confirm } from '../../ui/Confirm.tsx';

interface DeleteSketchProps {
  sketch: Sketch;
  onGone: () => void;
  onClose: () => void;
}

export function DeleteSketch({ sketch, onGone, onClose }: DeleteSketchProps): ReactElement {
  const { looks, book } = useWorkshop();
  const remove = async (): Promise<void> => {
    await deleteSketch(sketch.id).catch(ignoreGone);
    book.remove(sketch.id);
    announce('Deleted.');
    onGone();
  };
  return (
    <Confirm
      title="Take it off the wall?"
      text={`“${titleOf(looks, sketch.style, sketch.method)}” is deleted for good.`}
      verb="Delete"
      onConfirm={remove}
      onClose={onClose}
    />
  );
}

/** Deleted elsewhere in the meantime: that is what was wanted. */
function ignoreGone(cause: unknown): void {
  if (!(cause instanceof Problem && cause.status === 404)) {
    throw cause;
  }
}
