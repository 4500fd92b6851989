import { useState, type ReactElement } from 'react';
import { forgotPassword } from '../../api/account.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { Button } from '../../ui/Button.tsx';
import { Done } from '../../ui/Done.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Asks for a link by mail. What it says is the same whether anybody has the address. */
export function Forgot({ onBack }: { onBack: () => void }): ReactElement {
  const [sent, setSent] = useState(false);
  const { busy, onSubmit, problemOf, general } = useSubmit(['email'], async (form) => {
    setSent(false);
    await forgotPassword(String(form.get('email')).trim());
    setSent(true);
  });
  return (
    <form className="account" aria-label="Forgotten password" onSubmit={onSubmit}>
      {general && <Notice>{general}</Notice>}
      {sent && <Done>If somebody has this address here, a mail with a link is on its way.</Done>}
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        hint="We send a link for a new password there."
        autoFocus
        required
        problem={problemOf('email')}
      />
      <div className="row">
        <Button look="main" type="submit" busy={busy}>
          Send the link
        </Button>
        <Button look="bare" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  );
}
