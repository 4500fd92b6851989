import type { ReactElement } from 'react';
import type { Erasure } from '../../api/account.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { DeleteAccount } from './DeleteAccount.tsx';
import { Email } from './Email.tsx';
import { Everywhere } from './Everywhere.tsx';
import { Keys } from './Keys.tsx';
import { Password } from './Password.tsx';
import { Storage } from './Storage.tsx';
import { Wallet } from './Wallet.tsx';
import { Webhooks } from './Webhooks.tsx';
import { Who } from './Who.tsx';

interface AccountPageProps {
  onLeave: () => Promise<void>;
  /** All sessions have ended, this one too. */
  onGone: () => void;
  onDeleted: (report: Erasure) => void;
}

/** Who one is here, and everything that one may decide about that. */
export function AccountPage({ onLeave, onGone, onDeleted }: AccountPageProps): ReactElement {
  return (
    <div className="sections">
      <PageTitle title="Account">Account</PageTitle>
      <Who onLeave={onLeave} />
      <Keys />
      <Webhooks />
      <Wallet />
      <Storage />
      <Email />
      <Password />
      <Everywhere onGone={onGone} />
      <DeleteAccount onDeleted={onDeleted} />
    </div>
  );
}
