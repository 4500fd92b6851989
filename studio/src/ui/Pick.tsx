import type { ReactElement, SelectHTMLAttributes } from 'react';
import { Labelled, type Labels } from './Labelled.tsx';

interface PickProps extends Labels, SelectHTMLAttributes<HTMLSelectElement> {
  choices: readonly (readonly [value: string, words: string])[];
}

/** A labelled list to pick one from. */
export function Pick({ label, hint, problem, choices, ...rest }: PickProps): ReactElement {
  return (
    <Labelled label={label} hint={hint} problem={problem}>
      {(control) => (
        <select {...rest} {...control}>
          {choices.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
