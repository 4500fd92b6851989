import { useState, type ReactElement } from 'react';
import { nameOf } from '../api/accounts.ts';
import { Problem } from '../api/http.ts';
import type { User } from '../api/types.ts';
import { ACCOUNT, ADMIN, EASEL, HISTORY, TOOLS } from '../state/route.ts';
import { useRoute } from '../state/useRoute.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Notice } from './Notice.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';

export function Header({ user, onLeave }: { user: User | null; onLeave: () => Promise<void> }): ReactElement {
  const page = useRoute().page;
  return (
    <header className="header">
      <a className="brand" href={EASEL} aria-label="Pictor, to the easel">
        <span className="dot" aria-hidden="true" />
        <span className="brand-name">Pictor</span>
      </a>
      {user && (
        <nav aria-label="Pages">
          <a href={EASEL} aria-current={page === 'easel' ? 'page' : undefined}>
            Easel
          </a>
          <a href={TOOLS} aria-current={isTool(page) ? 'page' : undefined}>
            Tools
          </a>
          <a href={HISTORY} aria-current={page === 'history' ? 'page' : undefined}>
            History
          </a>
          {user.role === 'admin' && (
            <a className="header-admin" href={ADMIN} aria-current={isAdmin(page) ? 'page' : undefined}>
              Admin
            </a>
          )}
        </nav>
      )}
      <div className="header-end">
        <ThemeToggle />
        {user && (
          <a className="button button-bare header-user" href={ACCOUNT} aria-current={page === 'account' ? 'page' : undefined}>
            <Icon name="person" />
            <span className="unseen">Account of </span>
            <span className="header-name">{nameOf(user)}</span>
          </a>
        )}
        {user && (
          <span className="header-leave">
            <Leave onLeave={onLeave} />
          </span>
        )}
      </div>
    </header>
  );
}

const isTool = (page: string): boolean => page === 'tools' || page === 'tool' || page === 'work';
const isAdmin = (page: string): boolean => ['outbox', 'mail', 'users', 'themes', 'theme'].includes(page);

function Leave({ onLeave }: { onLeave: () => Promise<void> }): ReactElement {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = (): void => {
    setBusy(true);
    onLeave().catch((cause: unknown) => {
      setBusy(false);
      setProblem(Problem.of(cause).message);
    });
  };
  return (
    <>
      <Button look="bare" icon="leave" aria-label="Sign out" title="Sign out" busy={busy} onClick={leave} />
      {problem && (
        <div className="line">
          <Notice action={<Button onClick={() => setProblem(null)}>Close</Button>}>You are still signed in. {problem}</Notice>
        </div>
      )}
    </>
  );
}
