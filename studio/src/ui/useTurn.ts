import { useEffect, useState } from 'react';

/** Previews cost the server real work: so many are asked for at a time, the rest wait in line. */
const AT_ONCE = 3;

let running = 0;
const waiting: (() => void)[] = [];

function next(): void {
  while (running < AT_ONCE && waiting.length > 0) {
    running += 1;
    waiting.shift()?.();
  }
}

/** Waits for a turn; what is answered gives the turn back, and may be called more than once. */
function takeTurn(start: () => void): () => void {
  let state: 'waiting' | 'running' | 'done' = 'waiting';
  const begin = (): void => {
    state = 'running';
    start();
  };
  waiting.push(begin);
  next();
  return () => {
    if (state === 'running') {
      running -= 1;
    } else if (state === 'waiting') {
      waiting.splice(waiting.indexOf(begin), 1);
    }
    state = 'done';
    next();
  };
}

export interface Turn {
  /** The address that may be loaded now; an older one stays until the new one's turn comes. */
  src: string | null;
  isCurrent: boolean;
  /** To be called when the picture has loaded or failed. */
  done: () => void;
}

export function useTurn(wanted: string | null): Turn {
  const [granted, setGranted] = useState<{ src: string; done: () => void } | null>(null);
  useEffect(() => {
    if (wanted === null) {
      return undefined;
    }
    const giveBack = takeTurn(() => setGranted({ src: wanted, done: () => giveBack() }));
    return giveBack;
  }, [wanted]);
  return {
    src: granted?.src ?? null,
    isCurrent: granted?.src === wanted,
    done: () => granted?.done(),
  };
}
