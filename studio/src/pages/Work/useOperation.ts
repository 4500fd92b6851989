import { useCallback, useEffect, useState } from 'react';
import { Problem } from '../../api/http.ts';
import { getOperation, isFinal, type Operation } from '../../api/operations.ts';

const SOON_MS = 500;
const LATER_MS = 3000;
const PATIENCE_MS = 20_000;

interface Watched {
  work: Operation | null;
  problem: Problem | null;
  reload: () => void;
  put: (work: Operation) => void;
}

/** Asks for a piece of work until it is done: often at first, then less so. */
export function useOperation(id: string): Watched {
  const [work, setWork] = useState<Operation | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((now) => now + 1), []);
  useEffect(() => {
    const controller = new AbortController();
    watch(id, controller.signal, (next) => {
      setWork(next);
      setProblem(null);
    }).catch((cause: unknown) => {
      if (!controller.signal.aborted) {
        setProblem(Problem.of(cause));
      }
    });
    return () => controller.abort();
  }, [id, turn]);
  return { work, problem, reload, put: setWork };
}

async function watch(id: string, signal: AbortSignal, tell: (work: Operation) => void): Promise<void> {
  const begun = Date.now();
  for (;;) {
    const work = await getOperation(id, signal);
    signal.throwIfAborted();
    tell(work);
    if (isFinal(work)) {
      return;
    }
    await pause(Date.now() - begun < PATIENCE_MS ? SOON_MS : LATER_MS, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true });
  });
}
