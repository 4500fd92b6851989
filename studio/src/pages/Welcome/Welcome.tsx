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
  /** Came by a link to a chat, which is for the person who began it. */
  isGuest: boolean;
  onUser: (user: User) => void;
}

export function Welcome({ looks, ended, isGuest, onUser }: WelcomeProps): ReactElement {
  const [form, setForm] = useState<'new' | 'known' | 'forgot'>(ended || isGuest ? 'known' : 'new');
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
        {isGuest && (
          <p className="notice is-good">Behind this link is a chat. It opens for the person who began it: sign in, and you are there.</p>
        )}
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
