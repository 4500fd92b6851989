import type { CSSProperties, ReactElement, ReactNode } from 'react';

/** The big frame of a page: as large as the window allows without cutting the picture. */
export function LargeFrame({ aspect, children }: { aspect: number; children: ReactNode }): ReactElement {
  return (
    <div className="frame frame-large" style={{ '--aspect': aspect } as CSSProperties}>
      {children}
    </div>
  );
}
