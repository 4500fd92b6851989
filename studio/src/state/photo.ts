import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem } from '../api/http.ts';
import type { Limits, StoredPhoto } from '../api/types.ts';
import { photoUrl, upload } from '../api/uploads.ts';
import { checkPhoto, tooManyPixels } from './photoCheck.ts';

/** A photo that is being put up, from the moment it was picked. */
export type PhotoState =
  | { phase: 'none'; problem: string | null }
  | { phase: 'sending'; name: string; url: string; fraction: number }
  | { phase: 'ready'; name: string; url: string; key: string; width: number; height: number };

export type ReadyPhoto = Extract<PhotoState, { phase: 'ready' }>;

export interface Photo {
  state: PhotoState;
  pick: (file: File) => void;
  /** One that was sent before. */
  put: (photo: ReadyPhoto) => void;
  /** Stops an upload too. */
  takeDown: () => void;
  refuse: (why: string) => void;
}

const EMPTY: PhotoState = { phase: 'none', problem: null };

/** The photo on the easel. A reload of the page keeps it. */
export function usePhoto(limits: Limits | null): Photo {
  const [state, setState] = useState<PhotoState>(EMPTY);
  const photo = useSent(limits, state, setState);
  useEffect(() => {
    void restored().then((kept) => kept && setState((now) => (now === EMPTY ? kept : now)));
  }, []);
  useEffect(() => remember(state), [state]);
  return photo;
}

/** A photo for one tool, gone with its page. */
export function usePassingPhoto(limits: Limits): Photo {
  const [state, setState] = useState<PhotoState>(EMPTY);
  return useSent(limits, state, setState);
}

function useSent(limits: Limits | null, state: PhotoState, setState: (state: PhotoState) => void): Photo {
  const running = useRef<AbortController | null>(null);
  const refuse = useCallback((why: string) => setState({ phase: 'none', problem: why }), [setState]);
  const takeDown = useCallback(() => {
    running.current?.abort();
    setState({ phase: 'none', problem: null });
  }, [setState]);
  const pick = useCallback(
    (file: File) => {
      if (limits === null) {
        return;
      }
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      send(file, limits, controller.signal, setState).catch((cause: unknown) => {
        if (!controller.signal.aborted) {
          refuse(Problem.of(cause).message);
        }
      });
    },
    [limits, refuse, setState],
  );
  const put = useCallback(
    (ready: ReadyPhoto) => {
      running.current?.abort();
      setState(ready);
    },
    [setState],
  );
  return { state, pick, put, takeDown, refuse };
}

async function send(file: File, limits: Limits, signal: AbortSignal, set: (state: PhotoState) => void): Promise<void> {
  const checked = await checkPhoto(file, limits);
  if (!checked.ok) {
    throw new Problem(checked.why, 0, 'photo');
  }
  const url = URL.createObjectURL(file);
  const size = await sizeOf(url, file.name);
  const why = tooManyPixels(size.width, size.height, limits);
  if (why !== null) {
    throw new Problem(why, 0, 'photo');
  }
  signal.throwIfAborted();
  const progress = (fraction: number): void => {
    if (!signal.aborted) {
      set({ phase: 'sending', name: file.name, url, fraction });
    }
  };
  progress(0);
  const stored = await upload(file, checked.type, progress, signal);
  signal.throwIfAborted();
  set(ready(file.name, url, stored));
}

const ready = (name: string, url: string, { key, width, height }: Omit<StoredPhoto, 'url' | 'size'>): PhotoState => ({
  phase: 'ready',
  name,
  url,
  key,
  width,
  height,
});

/** Also finds out whether the browser can read it at all; a torn file is refused right here. */
async function sizeOf(url: string, name: string): Promise<{ width: number; height: number }> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    URL.revokeObjectURL(url);
    throw new Problem(`“${name}” is damaged: it cannot be opened as a photo.`, 0, 'photo');
  }
  return { width: image.naturalWidth, height: image.naturalHeight };
}

const SLOT = 'pictor.photo';

/** So that a reload does not cost the upload again. It lasts as long as the tab. */
function remember(state: PhotoState): void {
  try {
    if (state.phase === 'ready') {
      const { name, key, width, height } = state;
      sessionStorage.setItem(SLOT, JSON.stringify({ name, key, width, height }));
    } else if (state !== EMPTY) {
      sessionStorage.removeItem(SLOT);
    }
  } catch {
    // Storage is switched off: a reload starts afresh.
  }
}

async function restored(): Promise<PhotoState | null> {
  try {
    const kept = JSON.parse(sessionStorage.getItem(SLOT) ?? 'null') as (StoredPhoto & { name: string }) | null;
    return kept === null ? null : ready(kept.name, await photoUrl(kept.key), kept);
  } catch {
    return null;
  }
}
