import type { ReactElement } from 'react';
import type { MadeKey } from '../../api/keys.ts';
import { ShownOnce } from './ShownOnce.tsx';

/** A key's text, which is shown this once. */
export function NewKey({ made, onClose }: { made: MadeKey; onClose: () => void }): ReactElement {
  return (
    <ShownOnce
      label={`The key “${made.details.name}”`}
      text={made.key}
      warning="This is the only time it is shown. Whoever has it can do what it is good for: keep it like a password, and never in a page or a repository."
      onClose={onClose}
    />
  );
}
