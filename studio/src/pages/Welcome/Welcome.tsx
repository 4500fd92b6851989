import { useState, type ReactElement } from 'react';
import type { Looks, User } from '../../api/types.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { AccountForm } from './AccountForm.tsx';
import { Forgot } from './Forgot.tsx';
import { Salon } from './Salon.tsx';

interface WelcomeProps {
  looks: Looks;
  /** The session ran out while the page was open. */
  ended: boolean;
  onUser: (user: User) => void;
}

export function Welcome({ looks, ended, onUser }: WelcomeProps): ReactElement {
  const [form, setForm] = useState<'new' | 'known' | 'forgot'>(ended ? 'known' : 'new');
  const isNew = form === 'new';
  const count = looks.styles.length * looks.methods.length;
  return (
    <div className="welcome">
      <section className="welcome-words">
        <PageTitle title="Welcome">
          Bring a photo.
          <br />
          <em>Leave with a drawing.</em>
        </PageTitle>
        <p className="lead">
          See your own picture in {count} looks, side by side: pencil, ink, watercolor and more. The one you pick is drawn on
          this server; no other company ever sees it.
        </p>
        {form === 'forgot' ? (
          <Forgot onBack={() => setForm('known')} />
        ) : (
          <AccountForm
            key={form}
            isNew={isNew}
            ended={ended}
            onSwitch={() => setForm(isNew ? 'known' : 'new')}
            onForgot={() => setForm('forgot')}
            onUser={onUser}
          />
        )}
      </section>
      <Salon styles={looks.styles} />
    </div>
  );
}
