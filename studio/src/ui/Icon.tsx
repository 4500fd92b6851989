import type { ReactElement } from 'react';

const PATHS = {
  sun: 'M12 4V2m0 20v-2m8-8h2M2 12h2m13.7-5.7 1.4-1.4M4.9 19.1l1.4-1.4m11.4 0 1.4 1.4M4.9 4.9l1.4 1.4M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  leave: 'M10 4H5v16h5m4-4 4-4-4-4m4 4H9',
  download: 'M12 3v12m-5-5 5 5 5-5M4 20h16',
  trash: 'M4 7h16M9 7V4h6v3m3 0-1 13H7L6 7',
  handle: 'M9 7l-5 5 5 5m6-10 5 5-5 5',
  swap: 'M8.5 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm7 10a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM15 4h4v4m0-4-4.5 4.5M9 20H5v-4m0 4 4.5-4.5',
  clear: 'M12 3v3m0 12v3m9-9h-3M6 12H3m12.5-3.5 2-2m-11 11 2-2m0-7-2-2m11 11-2-2M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  enlarge: 'M14 4h6v6m0-6-7 7M10 20H4v-6m0 6 7-7',
  dress: 'M5 10c0-4 3-6 7-6s7 2 7 6l-1 3H6l-1-3Zm7-4v4m-2-2h4M7 16c1 3 3 4 5 4s4-1 5-4',
  book: 'M12 6c-2-2-5-2-8-1v13c3-1 6-1 8 1 2-2 5-2 8-1V5c-3-1-6-1-8 1Zm0 0v13',
  scissors: 'M6 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0 12a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8.5 7.5 20 18M8.5 16.5 20 6',
  poster: 'M3 5h18v14H3zM7 9h6m-6 3h4m5 4a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 10c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  up: 'm6 14 6-6 6 6',
  down: 'm6 10 6 6 6-6',
  photo: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: the control that carries it has its own words. */
export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
