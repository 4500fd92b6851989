import { useEffect, useState, type ReactElement } from 'react';
import type { Line } from '../api/live.ts';
import { Button } from './Button.tsx';

/** A break shorter than this is nobody's business. */
const GRACE_MS = 1500;

export function LineNotice({ line, onRetry }: { line: Line; onRetry: () => void }): ReactElement {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (line !== 'lost') {
      setLong(false);
      return undefined;
    }
    const timer = setTimeout(() => setLong(true), GRACE_MS);
    return () => clearTimeout(timer);
  }, [line]);
  return (
    <div className="line" role="status">
      {isLong && (
        <div className="line-card">
          <p>
            <strong>No connection.</strong> Your drawings go on; this page catches up when it is back.
          </p>
          <Button onClick={onRetry}>Try now</Button>
        </div>
      )}
    </div>
  );
}
