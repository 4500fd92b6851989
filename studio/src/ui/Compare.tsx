import { useState, type CSSProperties, type PointerEvent, type ReactElement } from 'react';
import { Icon } from './Icon.tsx';

interface Side {
  src: string;
  alt: string;
}

interface CompareProps {
  before: Side;
  after: Side;
  /** What the right side is called. */
  what?: string;
}

/**
 * The photo on the left of a line and the drawing on its right. Pointers drag the line wherever
 * they touch the picture; keys and screen readers have a real range input.
 */
export function Compare({ before, after, what = 'drawing' }: CompareProps): ReactElement {
  const [cut, setCut] = useState(50);
  const follow = (event: PointerEvent<HTMLElement>): void => {
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      const box = event.currentTarget.getBoundingClientRect();
      setCut(Math.max(0, Math.min(100, ((event.clientX - box.left) / box.width) * 100)));
    }
  };
  const percent = Math.round(cut);
  return (
    <div
      className="compare"
      style={{ '--cut': `${cut}%` } as CSSProperties}
      onPointerDown={follow}
      onPointerMove={follow}
    >
      <input
        type="range"
        min={0}
        max={100}
        value={percent}
        aria-label="Before and after"
        aria-valuetext={`${percent} percent photo, ${100 - percent} percent ${what}`}
        onChange={(event) => setCut(Number(event.target.value))}
      />
      <img className="compare-after" {...after} draggable={false} />
      <img className="compare-before" {...before} draggable={false} />
      <span className="compare-line" aria-hidden="true">
        <Icon name="handle" />
      </span>
    </div>
  );
}
