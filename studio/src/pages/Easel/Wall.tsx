import type { CSSProperties, KeyboardEvent, ReactElement } from 'react';
import type { Look } from '../../api/sketches.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { LookFrame } from './LookFrame.tsx';

interface WallProps {
  photoKey: string;
  aspect: number;
  look: Look;
  /** The strength that the previews are drawn with; it trails the slider a little. */
  intensity: number;
  onLook: (look: Look) => void;
}

/** All looks as one group of radio buttons: left and right change the method, up and down the style. */
export function Wall({ photoKey, aspect, look, intensity, onLook }: WallProps): ReactElement {
  const { looks } = useWorkshop();
  const columns = looks.methods.length;
  const limited = Math.min(1.6, Math.max(0.7, aspect));
  return (
    <div
      className="wall"
      role="radiogroup"
      aria-label="Look"
      style={{ '--aspect': limited } as CSSProperties}
      onKeyDown={(event) => moveByRow(event, columns)}
    >
      {looks.styles.map((style) => (
        <section key={style.id} className="wall-row" aria-labelledby={`style-${style.id}`}>
          <header className="placard">
            <h2 id={`style-${style.id}`}>{style.name}</h2>
            <p>{style.description}</p>
          </header>
          <div className="wall-frames">
            {looks.methods.map((method) => (
              <LookFrame
                key={method.id}
                photoKey={photoKey}
                look={{ style: style.id, method: method.id, intensity }}
                names={[style.name, method.name]}
                isChosen={look.style === style.id && look.method === method.id}
                onChoose={() => onLook({ style: style.id, method: method.id, intensity: look.intensity })}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

/** Radio buttons by themselves know one order only: up and down would step sideways. */
function moveByRow(event: KeyboardEvent<HTMLElement>, columns: number): void {
  const step = { ArrowUp: -columns, ArrowDown: columns }[event.key];
  if (step === undefined) {
    return;
  }
  event.preventDefault();
  const radios = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const now = radios.findIndex((radio) => radio === document.activeElement);
  const next = radios[(now + step + radios.length) % radios.length];
  next?.focus();
  next?.click();
}
