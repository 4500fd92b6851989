import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { listSketches } from '../../api/sketches.ts';
import { EASEL } from '../../state/route.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { SketchCard } from './SketchCard.tsx';

const AT_A_TIME = 12;

interface Shelf {
  ids: string[];
  next: string | null;
  phase: 'loading' | 'here' | 'failed';
  problem: string | null;
}

const EMPTY: Shelf = { ids: [], next: null, phase: 'loading', problem: null };

/** Everything that was ever drawn, newest first. */
export function History(): ReactElement {
  const { looks, book } = useWorkshop();
  const [style, setStyle] = useState('');
  const [shelf, setShelf] = useState<Shelf>(EMPTY);

  const load = useCallback(
    (cursor: string | null) => {
      let isWanted = true;
      setShelf((now) => (cursor === null ? EMPTY : { ...now, phase: 'loading', problem: null }));
      listSketches(AT_A_TIME, cursor, style || null).then(
        (page) => {
          if (!isWanted) {
            return;
          }
          page.items.forEach((sketch) => book.put(sketch));
          const ids = page.items.map((sketch) => sketch.id);
          setShelf((now) => ({ ids: [...now.ids, ...ids], next: page.next_cursor, phase: 'here', problem: null }));
        },
        (cause: unknown) => isWanted && setShelf((now) => ({ ...now, phase: 'failed', problem: Problem.of(cause).message })),
      );
      return () => {
        isWanted = false;
      };
    },
    [book, style],
  );
  useEffect(() => load(null), [load]);

  const isEmpty = shelf.phase === 'here' && shelf.ids.length === 0;
  return (
    <div className="history">
      <div className="row spread">
        <PageTitle title="History">History</PageTitle>
        <label className="filter">
          <span>Style</span>
          <select value={style} onChange={(event) => setStyle(event.target.value)}>
            <option value="">All</option>
            {looks.styles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {isEmpty && <BareWall filtered={style !== ''} />}
      <ul className="hang" aria-busy={shelf.phase === 'loading'}>
        {shelf.ids.map((id) => (
          <SketchCard key={id} id={id} />
        ))}
      </ul>
      {shelf.problem && <Notice action={<Button onClick={() => load(shelf.next)}>Try again</Button>}>{shelf.problem}</Notice>}
      {shelf.next !== null && shelf.phase !== 'failed' && (
        <p className="more">
          <Button busy={shelf.phase === 'loading'} onClick={() => load(shelf.next)}>
            Show more
          </Button>
        </p>
      )}
    </div>
  );
}

function BareWall({ filtered }: { filtered: boolean }): ReactElement {
  return (
    <div className="bare">
      <p className="lead">{filtered ? 'Nothing in this style yet.' : 'The wall is still bare.'}</p>
      <a className="button button-main" href={EASEL}>
        {filtered ? 'Draw one' : 'Hang the first one'}
      </a>
    </div>
  );
}
