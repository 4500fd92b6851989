import type { ReactElement, ReactNode } from 'react';

/** Something went wrong: said at once, also to a screen reader, and what to do beside it. */
export function Notice({ children, action }: { children: ReactNode; action?: ReactNode }): ReactElement {
  return (
    <div className="notice" role="alert">
      <p>{children}</p>
      {action}
    </div>
  );
}
