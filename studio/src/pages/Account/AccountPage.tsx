import type { ReactElement } from 'react';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Keys } from './Keys.tsx';
import { Who } from './Who.tsx';

/** Who one is here, and everything that one may decide about that. */
export function AccountPage({ onLeave }: { onLeave: () => Promise<void> }): ReactElement {
  return (
    <div className="sections">
      <PageTitle title="Account">Account</PageTitle>
      <Who onLeave={onLeave} />
      <Keys />
    </div>
  );
}
