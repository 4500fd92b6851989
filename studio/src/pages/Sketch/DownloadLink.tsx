import { useState, type MouseEvent, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { getSketch } from '../../api/sketches.ts';
import type { Sketch } from '../../api/types.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Signed addresses are valid for a quarter of an hour, pages stay open for longer. */
const FRESH_MS = 10 * 60_000;

export function DownloadLink({ sketch, url }: { sketch: Sketch; url: string }): ReactElement {
  const { book } = useWorkshop();
  const [problem, setProblem] = useState<string | null>(null);

  const renew = async (event: MouseEvent): Promise<void> => {
    if (book.ageMs(sketch.id) < FRESH_MS) {
      return;
    }
    event.preventDefault();
    try {
      const fresh = await getSketch(sketch.id);
      book.put(fresh);
      // It comes as an attachment, so the page stays.
      location.assign(fresh.download_url ?? url);
    } catch (cause) {
      setProblem(Problem.of(cause).message);
    }
  };
  return (
    <>
      <a className="button button-main" href={url} download={fileName(sketch)} onClick={(event) => void renew(event)}>
        <Icon name="download" />
        Download
      </a>
      {problem && <Notice>{problem}</Notice>}
    </>
  );
}

/** Only a wish: the server's own name for the file comes first. */
const fileName = (sketch: Sketch): string => `pictor-${sketch.style}-${sketch.method}`.toLowerCase();
