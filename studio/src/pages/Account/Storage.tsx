import type { ReactElement } from 'react';
import { getRoom, type Room } from '../../api/holdings.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { Fetched } from '../../ui/Fetched.tsx';
import { Section } from '../../ui/Section.tsx';
import { count, size } from '../../ui/words.ts';

/** How much is kept, and how much more fits. */
export function Storage(): ReactElement {
  const room = useAnswer(getRoom);
  return (
    <Section title="Storage" about="Photos, drawings and results that are kept here for you.">
      <Fetched answer={room} what="what is kept">
        {(found) => <Filling room={found} />}
      </Fetched>
    </Section>
  );
}

/** A store of somebody's, as full as it is. */
export function Filling({ room }: { room: Room }): ReactElement {
  const { bytes_used: bytes, bytes_limit: most, files_used: files, files_limit: mostFiles } = room;
  return (
    <>
      {most > 0 && <progress aria-label="Storage used" max={most} value={Math.min(bytes, most)} />}
      <p>
        {most < 0 ? size(bytes) : `${size(bytes)} of ${size(most)}`}
        <span className="quiet">
          {' '}
          in {count(files, 'file')}
          {mostFiles < 0 ? '' : ` of at most ${mostFiles.toLocaleString()}`}
        </span>
      </p>
    </>
  );
}
