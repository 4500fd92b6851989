import type { ReactElement } from 'react';
import { megabytes, typeNames } from '../../state/photoCheck.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { PhotoButton } from '../../ui/PhotoButton.tsx';
import { Recent } from './Recent.tsx';

interface EmptyEaselProps {
  problem: string | null;
  isOver: boolean;
  onPick: (file: File) => void;
}

export function EmptyEasel({ problem, isOver, onPick }: EmptyEaselProps): ReactElement {
  const { looks } = useWorkshop();
  return (
    <div className="empty">
      <div className={isOver ? 'frame empty-frame is-over' : 'frame empty-frame'}>
        <div className="empty-mat">
          <PageTitle title="Easel">
            {isOver ? <em>Let go.</em> : <>What shall we draw?</>}
          </PageTitle>
          <p className="lead with-mouse">Drop a photo anywhere on this wall, or paste it.</p>
          <p className="lead with-finger">Take a photo, or choose one you have.</p>
          <PhotoButton look="main" onPick={onPick}>
            Choose a photo
          </PhotoButton>
          <p className="hint">
            {typeNames(looks.limits)}, up to {megabytes(looks.limits.max_file_size)}
          </p>
          {problem && <Notice>{problem}</Notice>}
        </div>
      </div>
      <Recent />
    </div>
  );
}
