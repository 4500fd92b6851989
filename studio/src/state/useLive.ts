import { useEffect, useMemo, useState } from 'react';
import { whoAmI } from '../api/accounts.ts';
import { Live, type Line } from '../api/live.ts';
import { getSketch } from '../api/sketches.ts';
import type { Sketch } from '../api/types.ts';
import { announce } from '../ui/announce.tsx';
import { isFinal, type SketchBook } from './sketchBook.ts';

/** Keeps the book up to date while somebody is signed in. There is no polling anywhere. */
export function useLive(book: SketchBook, signedIn: boolean, onExpired: () => void): { live: Live; line: Line } {
  const [line, setLine] = useState<Line>('off');
  const live = useMemo(
    () =>
      new Live({
        onUpdate: (update) => {
          const sketch = book.apply(update);
          if (sketch) {
            tell(sketch);
          }
          if (sketch && isFinal(sketch.status)) {
            refresh(book, sketch.id);
          }
        },
        onLine: setLine,
        // Once after each break: what was missed may be older than what the server can replay.
        onReturn: () => book.unfinished().forEach((sketch) => refresh(book, sketch.id)),
        onExpired,
        onDoubt: () => void whoAmI().then((user) => user === null && onExpired(), ignore),
        unfinished: () => book.unfinished().map((sketch) => sketch.id),
      }),
    [book, onExpired],
  );
  useEffect(() => {
    if (!signedIn) {
      return undefined;
    }
    live.open();
    return () => live.close();
  }, [live, signedIn]);
  return { live, line };
}

function refresh(book: SketchBook, id: string): void {
  // The sketch's own page offers to load it again.
  getSketch(id).then((sketch) => book.put(sketch), ignore);
}

const ignore = (): void => undefined;

const told = new Map<string, number>();

/** A listener hears each quarter, not each percent. */
function tell(sketch: Sketch): void {
  const quarter = Math.floor(sketch.progress / 25);
  switch (sketch.status) {
    case 'processing':
      if (quarter > (told.get(sketch.id) ?? 0) && sketch.progress < 100) {
        announce(`Drawing, ${quarter * 25} percent done.`);
      }
      break;
    case 'completed':
      announce('The drawing is finished.');
      break;
    case 'failed':
      announce('The drawing failed.');
      break;
    case 'cancelled':
      announce('The drawing was stopped.');
      break;
    case 'pending':
      break;
  }
  told.set(sketch.id, quarter);
}
