import { useCallback, useEffect, useState } from 'react';
import { Problem, type Part } from '../api/http.ts';

/** A list that comes in parts, as far as it has been asked for. */
export interface Pages<T> {
  items: T[];
  /** Whether a part is on its way. */
  busy: boolean;
  hasMore: boolean;
  problem: string | null;
  more: () => void;
  replace: (item: T) => void;
}

/** @param ask the same function as long as the list is the same */
export function usePages<T extends { id: string }>(ask: (cursor: string | null) => Promise<Part<T>>): Pages<T> {
  const [items, setItems] = useState<T[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(
    (cursor: string | null) => {
      let isWanted = true;
      setBusy(true);
      setProblem(null);
      ask(cursor)
        .then(
          (part) => {
            if (isWanted) {
              setItems((now) => (cursor === null ? part.items : [...now, ...part.items]));
              setNext(part.next);
            }
          },
          (cause: unknown) => isWanted && setProblem(Problem.of(cause).message),
        )
        .finally(() => isWanted && setBusy(false));
      return () => {
        isWanted = false;
      };
    },
    [ask],
  );
  useEffect(() => load(null), [load]);
  return {
    items,
    busy,
    hasMore: next !== null,
    problem,
    more: () => void load(next),
    replace: (item) => setItems((now) => now.map((each) => (each.id === item.id ? item : each))),
  };
}
