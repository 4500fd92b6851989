import type { ReactElement, ReactNode } from 'react';
import type { Pages } from '../state/usePages.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface PageListProps<T> {
  pages: Pages<T>;
  /** What to say when there is nothing. */
  empty: string;
  children: (item: T) => ReactNode;
}

/** A list that comes in parts, with the button that asks for more. */
export function PageList<T>({ pages, empty, children }: PageListProps<T>): ReactElement {
  const { items, busy, hasMore, problem, more } = pages;
  return (
    <>
      {items.length === 0 && problem === null && <p className="quiet">{busy ? 'Fetching…' : empty}</p>}
      {items.length > 0 && (
        <ul className="entries" aria-busy={busy}>
          {items.map(children)}
        </ul>
      )}
      {problem && <Notice action={<Button onClick={more}>Try again</Button>}>{problem}</Notice>}
      {hasMore && problem === null && (
        <p className="more">
          <Button busy={busy} onClick={more}>
            Show more
          </Button>
        </p>
      )}
    </>
  );
}
