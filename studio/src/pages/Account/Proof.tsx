import { useState, type ReactElement } from 'react';
import { forgotPassword, listProviders, signInAt, type OwnAccount } from '../../api/account.ts';
import { Problem } from '../../api/http.ts';
import { ACCOUNT } from '../../state/route.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { Button } from '../../ui/Button.tsx';
import { Done } from '../../ui/Done.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface ProofProps {
  /** Null while it is on its way. */
  account: OwnAccount | null;
  name: string;
  label: string;
  autoFocus?: boolean;
  problem?: string | undefined;
}

/** Shows once more who is there: by the password, or, where there is none, by a sign-in of the last ten minutes. */
export function Proof({ account, name, label, autoFocus, problem }: ProofProps): ReactElement {
  if (account !== null && !account.has_password) {
    return <FreshSignIn email={account.email} />;
  }
  return (
    <Field
      label={label}
      name={name}
      type="password"
      autoComplete="current-password"
      autoFocus={autoFocus}
      required
      problem={problem}
    />
  );
}

/** What a form sends as the password; null where there is none. */
export function proofIn(form: FormData, name: string): string | null {
  const given = form.get(name);
  return given === null ? null : String(given);
}

function FreshSignIn({ email }: { email: string | null }): ReactElement {
  const { value } = useAnswer(listProviders);
  return (
    <>
      <p className="hint">
        You sign in at another service, so there is no password to ask for. This works within ten minutes of signing in.
      </p>
      <div className="row">
        {value?.providers.map(({ id, name }) => (
          <a key={id} className="button button-bare" href={signInAt(id, `/${ACCOUNT}`)}>
            Sign in again at {name}
          </a>
        ))}
        {email !== null && <ChoosePassword email={email} />}
      </div>
    </>
  );
}

function ChoosePassword({ email }: { email: string }): ReactElement {
  const [state, setState] = useState<'idle' | 'busy' | 'sent'>('idle');
  const [problem, setProblem] = useState<string | null>(null);
  const send = (): void => {
    setState('busy');
    setProblem(null);
    forgotPassword(email).then(
      () => setState('sent'),
      (cause: unknown) => {
        setState('idle');
        setProblem(Problem.of(cause).message);
      },
    );
  };
  if (state === 'sent') {
    return <Done>A link to choose a password is on its way to {email}.</Done>;
  }
  return (
    <>
      {problem && <Notice>{problem}</Notice>}
      <Button look="bare" busy={state === 'busy'} onClick={send}>
        Choose a password by mail
      </Button>
    </>
  );
}
