import { useState, type ReactElement } from 'react';
import { Problem } from '../api/http.ts';
import type { User } from '../api/types.ts';
import { EASEL, HISTORY, TOOLS } from '../state/route.ts';
import { useRoute } from '../state/useRoute.ts';
import { Button } from './Button.tsx';
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
        </nav>
      )}
      <div className="header-end">
        {user && <span className="header-user">{user.full_name ?? user.username ?? user.email}</span>}
        <ThemeToggle />
        {user && <Leave onLeave={onLeave} />}
      </div>
    </header>
  );
}

const isTool = (page: string): boolean => page === 'tools' || page === 'tool' || page === 'work';

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
