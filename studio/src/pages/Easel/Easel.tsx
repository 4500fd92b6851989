import { useEffect, type ReactElement } from 'react';
import { useWorkshop } from '../../state/workshop.tsx';
import { EmptyEasel } from './EmptyEasel.tsx';
import { LookWall } from './LookWall.tsx';
import { Sending } from './Sending.tsx';
import { useDrop } from '../../ui/useDrop.ts';

/** Where a photo is put up, its looks are compared and one of them is ordered. */
export function Easel(): ReactElement {
  const { photo } = useWorkshop();
  const isOver = useDrop(photo.pick, photo.refuse);
  useEffect(() => {
    document.body.classList.toggle('is-dropping', isOver);
    return () => document.body.classList.remove('is-dropping');
  }, [isOver]);
  switch (photo.state.phase) {
    case 'none':
      return <EmptyEasel problem={photo.state.problem} isOver={isOver} onPick={photo.pick} />;
    case 'sending':
      return <Sending photo={photo.state} onStop={photo.takeDown} />;
    case 'ready':
      return <LookWall key={photo.state.key} photo={photo.state} />;
  }
}
