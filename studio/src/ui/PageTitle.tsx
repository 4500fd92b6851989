import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';

let isFirst = true;

/** The page's heading. After a change of page the focus comes here, as after a load. */
export function PageTitle({ children, title }: { children: ReactNode; title: string }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    isFirst = false;
  }, []);
  useEffect(() => {
    document.title = `${title} · Pictor`;
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
