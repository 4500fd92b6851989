import { useState } from 'react';
import type { Look } from '../../api/sketches.ts';
import type { Looks } from '../../api/types.ts';

const SLOT = 'pictor.look';

/** The look in hand. It outlives a change of page and a new photo, as a favourite pencil would. */
export function useChosenLook(looks: Looks): [Look, (look: Look) => void] {
  const [look, setLook] = useState(() => kept(looks));
  const choose = (next: Look): void => {
    setLook(next);
    try {
      sessionStorage.setItem(SLOT, JSON.stringify(next));
    } catch {
      // Storage is switched off: the first look is offered again.
    }
  };
  return [look, choose];
}

function kept(looks: Looks): Look {
  const first = {
    style: looks.styles[0]?.id ?? 'PENCIL',
    method: looks.methods[0]?.id ?? 'BASIC',
    intensity: looks.intensity.default,
  };
  try {
    const look = JSON.parse(sessionStorage.getItem(SLOT) ?? 'null') as Look | null;
    return look !== null && looks.styles.some((style) => style.id === look.style) ? look : first;
  } catch {
    return first;
  }
}
