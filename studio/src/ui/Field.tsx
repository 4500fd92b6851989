import type { InputHTMLAttributes, ReactElement } from 'react';
import { Labelled, type Labels } from './Labelled.tsx';

/** A labelled line of text. */
export function Field({ label, hint, problem, ...rest }: Labels & InputHTMLAttributes<HTMLInputElement>): ReactElement {
  return (
    <Labelled label={label} hint={hint} problem={problem}>
      {(control) => <input {...rest} {...control} />}
    </Labelled>
  );
}
