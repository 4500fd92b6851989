import { useState, type ReactElement } from 'react';
import { changePassword, getAccount } from '../../api/account.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { Done } from '../../ui/Done.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Proof, proofIn } from './Proof.tsx';

export function Password(): ReactElement {
  const { user, live } = useWorkshop();
  const account = useAnswer(getAccount);
  const [done, setDone] = useState(false);
  const { busy, onSubmit, problemOf, general } = useSubmit(['current_password', 'new_password'], async (form, element) => {
    setDone(false);
    // The line would end with the session before the new one is here, and that looks like an end.
    live.close();
    await changePassword(proofIn(form, 'current_password'), String(form.get('new_password'))).finally(() => live.open());
    element.reset();
    setDone(true);
  });
  return (
    <Section title="Password" about="A new one ends all sessions but this. API keys stay.">
      <form className="leaf" aria-label="Change the password" onSubmit={onSubmit}>
        {general && <Notice>{general}</Notice>}
        {done && <Done>Your password is changed. Other devices have to sign in again.</Done>}
        {/* For the browser's store of passwords, which has to know whose it is. */}
        <input type="text" name="username" autoComplete="username" value={user.email ?? user.username ?? ''} readOnly hidden />
        <Proof account={account.value} name="current_password" label="Present password" problem={problemOf('current_password')} />
        <Field
          label="New password"
          name="new_password"
          type="password"
          autoComplete="new-password"
          minLength={8}
          hint="At least 8 characters."
          required
          problem={problemOf('new_password')}
        />
        <div className="row">
          <Button type="submit" busy={busy}>
            Change the password
          </Button>
        </div>
      </form>
    </Section>
  );
}
