import { useState, type ReactElement } from 'react';
import { resetPassword } from '../../api/account.ts';
import { EASEL } from '../../state/route.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { Button } from '../../ui/Button.tsx';
import { Done } from '../../ui/Done.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';

/** Where the link of a mail leads that sets a new password; whoever was signed in no longer is. */
export function ResetPage({ token, onReset }: { token: string; onReset: () => void }): ReactElement {
  const [done, setDone] = useState(false);
  const { busy, onSubmit, problemOf, general } = useSubmit(['password'], async (form) => {
    await resetPassword(token, String(form.get('password')));
    onReset();
    setDone(true);
  });
  return (
    <div className="opening">
      <PageTitle title="New password">Choose a new password</PageTitle>
      {done ? (
        <>
          <Done>Your password is set, and all devices are signed out.</Done>
          <a className="button button-main" href={EASEL}>
            Sign in with it
          </a>
        </>
      ) : (
        <form className="account reset" aria-label="Password by link" onSubmit={onSubmit}>
          {general && <Notice>{general}</Notice>}
          <Field
            label="New password"
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={8}
            hint="At least 8 characters."
            required
            problem={problemOf('password')}
          />
          <div className="row">
            <Button look="main" type="submit" busy={busy}>
              Set it
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
