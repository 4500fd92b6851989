import { useState, type ReactElement } from 'react';
import { confirmEmail } from '../../api/account.ts';
import { Problem } from '../../api/http.ts';
import { ACCOUNT, EASEL } from '../../state/route.ts';
import { Button } from '../../ui/Button.tsx';
import { Done } from '../../ui/Done.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';

/** Where the link of a mail leads that asks whether an address is somebody's. */
export function ConfirmPage({ token }: { token: string }): ReactElement {
  const [state, setState] = useState<'asked' | 'busy' | 'done'>('asked');
  const [problem, setProblem] = useState<string | null>(null);
  // A click, for programs that look into mails open every link, and would confirm for anybody.
  const confirm = (): void => {
    setState('busy');
    setProblem(null);
    confirmEmail(token).then(
      () => setState('done'),
      (cause: unknown) => {
        setState('asked');
        setProblem(Problem.of(cause).message);
      },
    );
  };
  return (
    <div className="opening">
      <PageTitle title="Your address">{state === 'done' ? 'Thank you' : 'Is this your address?'}</PageTitle>
      {state === 'done' ? (
        <>
          <Done>Your e-mail address is confirmed.</Done>
          <a className="button button-main" href={EASEL}>
            To the easel
          </a>
        </>
      ) : (
        <>
          <p className="lead">The link that you followed was sent there. If you asked for it, confirm; if not, close this page.</p>
          {problem && <Notice>{problem}</Notice>}
          <div className="row">
            <Button look="main" busy={state === 'busy'} onClick={confirm}>
              Yes, confirm it
            </Button>
            {problem && (
              <a className="button button-bare" href={ACCOUNT}>
                To my account
              </a>
            )}
          </div>
        </>
      )}
    </div>
  );
}
