import { useState, type FormEvent } from 'react';
import { Problem } from '../api/http.ts';

/** A form on its way to the server. */
export interface Submit {
  busy: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** What is wrong with one of the fields, to be shown beside it. */
  problemOf: (field: string) => string | undefined;
  /** What is wrong otherwise, to be shown at the head of the form. */
  general: string | null;
}

/**
 * @param fields the fields that show their problems themselves
 * @param work what is done; while it is under way the form is not sent again
 */
export function useSubmit(
  fields: readonly string[],
  work: (form: FormData, element: HTMLFormElement) => Promise<void>,
): Submit {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (element: HTMLFormElement): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await work(new FormData(element), element);
    } catch (cause) {
      setProblem(Problem.of(cause));
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    onSubmit: (event) => {
      event.preventDefault();
      if (!busy) {
        void run(event.currentTarget);
      }
    },
    problemOf: (field) => (fields.includes(field) ? problem?.fields.get(field) : undefined),
    general: problem && !fields.some((field) => problem.fields.has(field)) ? problem.message : null,
  };
}
