import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { onSignedOut, Problem } from './api/http.ts';
import { signOut, whoAmI } from './api/accounts.ts';
import { availableLooks } from './api/sketches.ts';
import type { Erasure } from './api/account.ts';
import type { Looks, User } from './api/types.ts';
import { AccountPage } from './pages/Account/AccountPage.tsx';
import { Gone } from './pages/Account/Gone.tsx';
import { MailPage } from './pages/Admin/MailPage.tsx';
import { OutboxPage } from './pages/Admin/OutboxPage.tsx';
import { ThemePage } from './pages/Admin/ThemePage.tsx';
import { ThemesPage } from './pages/Admin/ThemesPage.tsx';
import { UserPage } from './pages/Admin/UserPage.tsx';
import { UsersPage } from './pages/Admin/UsersPage.tsx';
import { ChatPage } from './pages/Chat/ChatPage.tsx';
import { Easel } from './pages/Easel/Easel.tsx';
import { History } from './pages/History/History.tsx';
import { ConfirmPage } from './pages/Links/ConfirmPage.tsx';
import { ResetPage } from './pages/Links/ResetPage.tsx';
import { SketchPage } from './pages/Sketch/SketchPage.tsx';
import { ToolPage } from './pages/Tools/ToolPage.tsx';
import { ToolWall } from './pages/Tools/ToolWall.tsx';
import { Welcome } from './pages/Welcome/Welcome.tsx';
import { WorkPage } from './pages/Work/WorkPage.tsx';
import { usePhoto } from './state/photo.ts';
import { EASEL, go, type Route } from './state/route.ts';
import { SketchBook } from './state/sketchBook.ts';
import { useLive } from './state/useLive.ts';
import { useRoute } from './state/useRoute.ts';
import { WorkshopContext } from './state/workshop.tsx';
import { Announcer } from './ui/announce.tsx';
import { Button } from './ui/Button.tsx';
import { Header } from './ui/Header.tsx';
import { LineNotice } from './ui/LineNotice.tsx';
import { Notice } from './ui/Notice.tsx';

type Visitor = { known: false; problem: string | null } | { known: true; user: User | null; looks: Looks };

export function App(): ReactElement {
  const [visitor, setVisitor] = useState<Visitor>({ known: false, problem: null });
  const [ended, setEnded] = useState(false);
  const [erasure, setErasure] = useState<Erasure | null>(null);
  const route = useRoute();
  const book = useMemo(() => new SketchBook(), []);
  const user = visitor.known ? visitor.user : null;
  const looks = visitor.known ? visitor.looks : null;

  const load = useCallback(() => {
    setVisitor({ known: false, problem: null });
    Promise.all([whoAmI(), availableLooks()]).then(
      ([me, available]) => setVisitor({ known: true, user: me, looks: available }),
      (cause: unknown) => setVisitor({ known: false, problem: Problem.of(cause).message }),
    );
  }, []);
  useEffect(load, [load]);

  const setUser = useCallback(
    (next: User | null) => setVisitor((now) => (now.known ? { ...now, user: next } : now)),
    [],
  );
  const end = useCallback(() => {
    setUser(null);
    setEnded(true);
  }, [setUser]);
  useEffect(() => onSignedOut(end), [end]);

  const { live, line } = useLive(book, user !== null, end);
  const photo = usePhoto(looks?.limits ?? null);
  const lastUser = useRef<string | null>(null);
  const enter = (next: User): void => {
    if (lastUser.current !== null && lastUser.current !== next.id) {
      forget();
    }
    setUser(next);
  };
  useEffect(() => {
    lastUser.current = user?.id ?? lastUser.current;
  }, [user]);
  const forget = (): void => {
    book.clear();
    photo.takeDown();
  };
  const leave = async (): Promise<void> => {
    // First, for the server ends the line as well, and that would look as if the session had run out.
    live.close();
    try {
      await signOut();
    } catch (cause) {
      live.open();
      throw cause;
    }
    gone();
  };
  const gone = (): void => {
    live.close();
    forget();
    setEnded(false);
    setUser(null);
    go(EASEL);
  };

  return (
    <>
      <a className="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <Header user={user} onLeave={leave} />
      <main id="main" tabIndex={-1}>
        {!visitor.known && <Opening problem={visitor.problem} onRetry={load} />}
        {visitor.known && erasure !== null && <Gone report={erasure} onClose={() => setErasure(null)} />}
        {visitor.known && erasure === null && (
          <Letter route={route} onReset={end}>
            {user === null ? (
              <Welcome looks={visitor.looks} ended={ended} isGuest={route.page === 'chat'} onUser={enter} />
            ) : (
              <WorkshopContext value={{ user, looks: visitor.looks, book, photo, live }}>
                <Page
                  route={route}
                  onLeave={leave}
                  onGone={gone}
                  onDeleted={(report) => {
                    setErasure(report);
                    gone();
                  }}
                />
              </WorkshopContext>
            )}
          </Letter>
        )}
      </main>
      <LineNotice line={line} onRetry={() => live.retryNow()} />
      <Announcer />
    </>
  );
}

/** The links of mails lead to pages for everybody, signed in or not. */
function Letter({ route, onReset, children }: { route: Route; onReset: () => void; children: ReactElement }): ReactElement {
  switch (route.page) {
    case 'confirm':
      return <ConfirmPage key={route.token} token={route.token} />;
    case 'reset':
      return <ResetPage key={route.token} token={route.token} onReset={onReset} />;
    default:
      return children;
  }
}

interface PageProps {
  route: Route;
  onLeave: () => Promise<void>;
  onGone: () => void;
  onDeleted: (report: Erasure) => void;
}

function Page({ route, onLeave, onGone, onDeleted }: PageProps): ReactElement | null {
  switch (route.page) {
    case 'easel':
      return <Easel />;
    case 'history':
      return <History />;
    case 'sketch':
      return <SketchPage key={route.id} id={route.id} />;
    case 'tools':
      return <ToolWall />;
    case 'tool':
      return <ToolPage key={route.id} id={route.id} />;
    case 'work':
      return <WorkPage key={route.id} id={route.id} />;
    case 'chat':
      return <ChatPage key={route.id} id={route.id} />;
    case 'account':
      return <AccountPage onLeave={onLeave} onGone={onGone} onDeleted={onDeleted} />;
    case 'outbox':
      return <OutboxPage />;
    case 'mail':
      return <MailPage key={route.id} id={route.id} />;
    case 'users':
      return <UsersPage />;
    case 'user':
      return <UserPage key={route.id} id={route.id} />;
    case 'themes':
      return <ThemesPage />;
    case 'theme':
      return <ThemePage key={route.id} id={route.id} />;
    case 'confirm':
    case 'reset':
      return null;
  }
}

function Opening({ problem, onRetry }: { problem: string | null; onRetry: () => void }): ReactElement {
  return (
    <div className="opening">
      {problem === null ? (
        <p className="quiet">Opening the studio…</p>
      ) : (
        <Notice action={<Button onClick={onRetry}>Try again</Button>}>{problem}</Notice>
      )}
    </div>
  );
}

/** The address after `#` is the page's, so the link must not change it. */
function skip(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
