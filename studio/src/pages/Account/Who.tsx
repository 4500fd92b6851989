import { useState, type ReactElement, type ReactNode } from 'react';
import { Problem } from '../../api/http.ts';
import { ADMIN } from '../../state/route.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { day } from '../../ui/words.ts';

export function Who({ onLeave }: { onLeave: () => Promise<void> }): ReactElement {
  const { user } = useWorkshop();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = (): void => {
    setBusy(true);
    setProblem(null);
    onLeave().catch((cause: unknown) => {
      setBusy(false);
      setProblem(Problem.of(cause).message);
    });
  };
  return (
    <Section title="You" about={`Here since ${day(user.created_at)}.`}>
      <dl className="particulars">
        <Particular what="Name">{user.full_name}</Particular>
        <Particular what="Username">{user.username}</Particular>
        <Particular what="E-mail">{user.email}</Particular>
        {user.role === 'admin' && (
          <Particular what="Role">
            Admin. <a href={ADMIN}>To the admin pages</a>
          </Particular>
        )}
      </dl>
      {problem && <Notice>You are still signed in. {problem}</Notice>}
      <div className="row">
        <Button icon="leave" busy={busy} onClick={leave}>
          Sign out on this device
        </Button>
      </div>
    </Section>
  );
}

function Particular({ what, children }: { what: string; children: ReactNode }): ReactElement | null {
  return children === null ? null : (
    <>
      <dt>{what}</dt>
      <dd>{children}</dd>
    </>
  );
}
