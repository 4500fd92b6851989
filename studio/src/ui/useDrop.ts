import { useEffect, useState } from 'react';

/** Takes a photo that is dropped anywhere on the page or pasted into it. */
export function useDrop(onPhoto: (file: File) => void, onRefuse: (why: string) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const take = (data: DataTransfer | null): void => {
      const file = data?.files[0];
      if (file) {
        onPhoto(file);
      } else {
        onRefuse('That was not a file. Save the picture first, then drop it here.');
      }
    };
    addEventListener('dragover', (event) => (event.preventDefault(), setOver(true)), { signal });
    // Without a related target the pointer has left the window, not just one element of it.
    addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer);
      },
      { signal },
    );
    addEventListener('paste', (event) => event.clipboardData?.files.length && take(event.clipboardData), { signal });
    return () => controller.abort();
  }, [onPhoto, onRefuse]);
  return isOver;
}
