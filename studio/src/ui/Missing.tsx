import type { ReactElement, ReactNode } from 'react';
import type { Problem } from '../api/http.ts';
import { Button } from './Button.tsx';
import { PageTitle } from './PageTitle.tsx';

interface MissingProps {
  problem: Problem;
  /** What to say when the server has no such thing. */
  gone: string;
  onRetry: () => void;
  /** Where to go from here. */
  children: ReactNode;
}

/** The page of something that is not there, or cannot be fetched now. */
export function Missing({ problem, gone, onRetry, children }: MissingProps): ReactElement {
  const isGone = problem.status === 404;
  return (
    <div className="opening">
      <PageTitle title="Not here">{isGone ? 'An empty nail' : 'That did not work'}</PageTitle>
      <p className="lead">{isGone ? gone : problem.message}</p>
      <div className="row">
        {!isGone && (
          <Button look="main" onClick={onRetry}>
            Try again
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}
