import { useState, type ReactElement } from 'react';
import type { StyleInfo } from '../../api/types.ts';

/** One picture of each style, hung close as in an old salon. What cannot be loaded is not hung. */
export function Salon({ styles }: { styles: StyleInfo[] }): ReactElement | null {
  const [torn, setTorn] = useState<ReadonlySet<string>>(new Set());
  const shown = styles.filter((style) => style.preview_url !== null && !torn.has(style.id));
  if (shown.length === 0) {
    return null;
  }
  return (
    <ul className="salon" aria-label="The styles">
      {shown.map((style) => (
        <li key={style.id}>
          <figure>
            <span className="frame">
              <img
                src={style.preview_url ?? ''}
                alt=""
                onError={() => setTorn((before) => new Set(before).add(style.id))}
              />
            </span>
            <figcaption>{style.name}</figcaption>
          </figure>
        </li>
      ))}
    </ul>
  );
}
