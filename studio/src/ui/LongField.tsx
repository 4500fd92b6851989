import type { ReactElement, TextareaHTMLAttributes } from 'react';
import { Labelled, type Labels } from './Labelled.tsx';

/** A labelled field for more than a line. */
export function LongField({ label, hint, problem, ...rest }: Labels & TextareaHTMLAttributes<HTMLTextAreaElement>): ReactElement {
  return (
    <Labelled label={label} hint={hint} problem={problem}>
      {(control) => <textarea rows={3} {...rest} {...control} />}
    </Labelled>
  );
}
