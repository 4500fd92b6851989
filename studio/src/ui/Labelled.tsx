import { useId, type ReactElement, type ReactNode } from 'react';

export interface Labels {
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
}

interface Control {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

/** A control with its label; its hint and its problem are read out with it. */
export function Labelled({ label, hint, problem, children }: Labels & { children: (control: Control) => ReactNode }): ReactElement {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': problem !== undefined, 'aria-describedby': described || undefined })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
