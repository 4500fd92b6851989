import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Live } from '../api/live.ts';
import type { Looks, Sketch, User } from '../api/types.ts';
import type { Photo } from './photo.ts';
import type { SketchBook } from './sketchBook.ts';

/** What every page of a signed-in person works with. */
export interface Workshop {
  user: User;
  looks: Looks;
  book: SketchBook;
  photo: Photo;
  /** The line that news comes by; the server ends it with the session. */
  live: Live;
}

export const WorkshopContext = createContext<Workshop | null>(null);

export function useWorkshop(): Workshop {
  const workshop = useContext(WorkshopContext);
  if (workshop === null) {
    throw new Error('this page is for signed-in people');
  }
  return workshop;
}

export function useSketch(id: string): Sketch | undefined {
  const { book } = useWorkshop();
  return useSyncExternalStore(book.subscribe, () => book.get(id));
}

/** “Pencil, advanced”: what a sketch is called everywhere. */
export function titleOf(looks: Looks, style: string, method: string): string {
  return `${nameIn(looks.styles, style)}, ${nameIn(looks.methods, method).toLowerCase()}`;
}

function nameIn(list: { id: string; name: string }[], id: string): string {
  return list.find((entry) => entry.id === id)?.name ?? id.charAt(0) + id.slice(1).toLowerCase();
}
