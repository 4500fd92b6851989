import type { ReactElement, ReactNode } from 'react';

/** Something went well: shown, and said by a screen reader when it is done with its sentence. */
export function Done({ children }: { children: ReactNode }): ReactElement {
  return (
    <div className="notice is-good" role="status">
      <p>{children}</p>
    </div>
  );
}
