import { useState, type ReactElement } from 'react';
import { changeEmail, getAccount, sendConfirmation } from '../../api/account.ts';
import { Problem } from '../../api/http.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { Button } from '../../ui/Button.tsx';
import { Done } from '../../ui/Done.tsx';
import { Fetched } from '../../ui/Fetched.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Proof, proofIn } from './Proof.tsx';

export function Email(): ReactElement {
  const account = useAnswer(getAccount);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { busy, onSubmit, problemOf, general } = useSubmit(['email', 'password'], async (form, element) => {
    const email = String(form.get('email')).trim();
    setSentTo(null);
    await changeEmail(email, proofIn(form, 'password'));
    element.reset();
    setSentTo(email);
  });
  return (
    <Section title="E-mail" about="It changes once you follow the link that is sent to the new address.">
      <Fetched answer={account} what="your address">
        {({ email, email_confirmed }) => (
          <>
            <p>{email ?? 'There is none yet.'}</p>
            {email !== null && !email_confirmed && <Unconfirmed />}
          </>
        )}
      </Fetched>
      <form className="leaf" aria-label="Change the e-mail address" onSubmit={onSubmit}>
        {general && <Notice>{general}</Notice>}
        {sentTo && <Done>A link is on its way to {sentTo}. Until it is followed, nothing changes.</Done>}
        <Field label="New address" name="email" type="email" autoComplete="email" required problem={problemOf('email')} />
        <Proof account={account.value} name="password" label="Password" problem={problemOf('password')} />
        <div className="row">
          <Button type="submit" busy={busy}>
            Change the address
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Unconfirmed(): ReactElement {
  const [state, setState] = useState<'idle' | 'busy' | 'sent'>('idle');
  const [problem, setProblem] = useState<string | null>(null);
  const send = (): void => {
    setState('busy');
    setProblem(null);
    sendConfirmation().then(
      () => setState('sent'),
      (cause: unknown) => {
        setState('idle');
        setProblem(Problem.of(cause).message);
      },
    );
  };
  if (state === 'sent') {
    return <Done>A link is on its way.</Done>;
  }
  return (
    <>
      {problem && <Notice>{problem}</Notice>}
      <div className="row">
        <span className="quiet">It is not confirmed yet.</span>
        <Button busy={state === 'busy'} onClick={send}>
          Send me the link again
        </Button>
      </div>
    </>
  );
}
