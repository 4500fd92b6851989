import { useEffect, useState, type ReactElement } from 'react';
import { listSketches } from '../../api/sketches.ts';
import { HISTORY } from '../../state/route.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { SketchCard } from '../History/SketchCard.tsx';

const SHOWN = 5;

/** The last few drawings, under an empty easel. Nothing at all for somebody who has none yet. */
export function Recent(): ReactElement | null {
  const { book } = useWorkshop();
  const [ids, setIds] = useState<string[]>([]);
  useEffect(() => {
    listSketches(SHOWN, null, null).then(
      (page) => {
        page.items.forEach((sketch) => book.put(sketch));
        setIds(page.items.map((sketch) => sketch.id));
      },
      // The history page says why; here it would only be in the way.
      () => undefined,
    );
  }, [book]);
  if (ids.length === 0) {
    return null;
  }
  return (
    <section className="recent" aria-labelledby="recent-title">
      <div className="row spread">
        <h2 id="recent-title">Lately</h2>
        <a href={HISTORY}>All drawings</a>
      </div>
      <ul className="hang hang-small">
        {ids.map((id) => (
          <SketchCard key={id} id={id} />
        ))}
      </ul>
    </section>
  );
}
