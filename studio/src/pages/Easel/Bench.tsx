import type { ReactElement, ReactNode } from 'react';
import type { Look } from '../../api/sketches.ts';
import type { IntensityRange } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';

interface BenchProps {
  title: string;
  look: Look;
  range: IntensityRange;
  busy: boolean;
  onLook: (look: Look) => void;
  children: ReactNode;
}

/** Stays in reach below the wall: what is chosen, how strong, and the button that orders it. */
export function Bench({ title, look, range, busy, onLook, children }: BenchProps): ReactElement {
  const percent = Math.round(look.intensity * 100);
  return (
    <div className="bench">
      {children}
      <div className="bench-inner">
        <p className="bench-title">{title}</p>
        <label className="strength">
          <span>Strength</span>
          <input
            type="range"
            min={range.min}
            max={range.max}
            step={0.05}
            value={look.intensity}
            aria-valuetext={`${percent} percent`}
            onChange={(event) => onLook({ ...look, intensity: Number(event.target.value) })}
          />
          <output>{percent} %</output>
        </label>
        <Button look="main" type="submit" busy={busy}>
          Draw it
        </Button>
      </div>
    </div>
  );
}
