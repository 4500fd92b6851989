import { useId, type ReactElement, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  /** What it is for, in a sentence. */
  about?: string;
  children: ReactNode;
}

/** A part of a page that is read from top to bottom: what it is on the left, what there is on the right. */
export function Section({ title, about, children }: SectionProps): ReactElement {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {about && <p className="hint">{about}</p>}
      </div>
      <div className="section-body">{children}</div>
    </section>
  );
}
