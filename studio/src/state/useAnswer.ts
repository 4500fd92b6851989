import { useCallback, useEffect, useState } from 'react';
import { Problem } from '../api/http.ts';

/** What the server answers to a question, once it has. What came before stays while it is asked again. */
export interface Answer<T> {
  value: T | null;
  problem: Problem | null;
  reload: () => void;
  put: (value: T) => void;
}

/** @param ask the same function as long as the question is the same */
export function useAnswer<T>(ask: () => Promise<T>): Answer<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((now) => now + 1), []);
  const put = useCallback((next: T) => setValue(() => next), []);
  useEffect(() => {
    let isWanted = true;
    setProblem(null);
    ask().then(
      (answer) => isWanted && put(answer),
      (cause: unknown) => isWanted && setProblem(Problem.of(cause)),
    );
    return () => {
      isWanted = false;
    };
  }, [ask, turn, put]);
  return { value, problem, reload, put };
}
