import { useState, type ReactElement } from 'react';
import { Problem } from '../api/http.ts';
import type { User } from '../api/types.ts';
import { EASEL, HISTORY, routeOf, useHash } from '../state/route.ts';
import { announce } from './announce.tsx';
import { Button } from './Button.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';

export function Header({ user, onLeave }: { user: User | null; onLeave: () => Promise<void> }): ReactElement {
  const page = routeOf(useHash()).page;
  return (
    <header className="header">
      <a className="brand" href={EASEL} aria-label="Pictor, to the easel">
        <span className="dot" aria-hidden="true" />
        Pictor
      </a>
      {user && (
        <nav aria-label="Pages">
          <a href={EASEL} aria-current={page === 'easel' ? 'page' : undefined}>
            Easel
          </a>
          <a href={HISTORY} aria-current={page === 'history' ? 'page' : undefined}>
            History
          </a>
        </nav>
      )}
      <div className="header-end">
        {user && <span className="header-user">{user.full_name ?? user.email}</span>}
        <ThemeToggle />
        {user && <Leave onLeave={onLeave} />}
      </div>
    </header>
  );
}

function Leave({ onLeave }: { onLeave: () => Promise<void> }): ReactElement {
  const [busy, setBusy] = useState(false);
  const leave = (): void => {
    setBusy(true);
    onLeave().catch((cause: unknown) => {
      setBusy(false);
      announce(Problem.of(cause).message);
    });
  };
  return <Button look="bare" icon="leave" aria-label="Sign out" busy={busy} onClick={leave} />;
}
