import type { ReactElement } from 'react';

const PATHS = {
  sun: 'M12 4V2m0 20v-2m8-8h2M2 12h2m13.7-5.7 1.4-1.4M4.9 19.1l1.4-1.4m11.4 0 1.4 1.4M4.9 4.9l1.4 1.4M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  leave: 'M10 4H5v16h5m4-4 4-4-4-4m4 4H9',
  download: 'M12 3v12m-5-5 5 5 5-5M4 20h16',
  trash: 'M4 7h16M9 7V4h6v3m3 0-1 13H7L6 7',
  handle: 'M9 7l-5 5 5 5m6-10 5 5-5 5',
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
