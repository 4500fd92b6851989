import type { ReactElement, ReactNode } from 'react';
import type { Answer } from '../state/useAnswer.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface FetchedProps<T> {
  answer: Answer<T>;
  /** What is being fetched: “your keys”. */
  what: string;
  children: (value: T) => ReactNode;
}

/** A part of a page whose content the server has: on its way, here, or not to be had. */
export function Fetched<T>({ answer, what, children }: FetchedProps<T>): ReactElement {
  const { value, problem, reload } = answer;
  return (
    <>
      {problem && <Notice action={<Button onClick={reload}>Try again</Button>}>{problem.message}</Notice>}
      {value === null && problem === null && <p className="quiet">Fetching {what}…</p>}
      {value !== null && children(value)}
    </>
  );
}
