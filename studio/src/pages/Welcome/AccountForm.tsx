import type { ReactElement } from 'react';
import { signIn, signUp } from '../../api/accounts.ts';
import type { User } from '../../api/types.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Problems of these are shown beside them; any other at the head of the form. */
const FIELDS = ['email', 'username', 'password'];

interface AccountFormProps {
  isNew: boolean;
  ended: boolean;
  onSwitch: () => void;
  onForgot: () => void;
  onUser: (user: User) => void;
}

export function AccountForm({ isNew, ended, onSwitch, onForgot, onUser }: AccountFormProps): ReactElement {
  // The password goes as it was typed: blanks at its ends may be part of it.
  const { busy, onSubmit, problemOf, general } = useSubmit(FIELDS, async (form) =>
    onUser(await enter(isNew, String(form.get('email')).trim(), String(form.get('password')))),
  );
  return (
    <form className="account" onSubmit={onSubmit} aria-label={isNew ? 'Sign up' : 'Sign in'}>
      {ended && !isNew && general === null && (
        <p className="hint" role="status">
          Your session has ended. Sign in to go on.
        </p>
      )}
      {general && <Notice>{general}</Notice>}
      <Field
        label={isNew ? 'E-mail' : 'E-mail or username'}
        name="email"
        type={isNew ? 'email' : 'text'}
        autoComplete={isNew ? 'email' : 'username'}
        autoCapitalize="none"
        required
        problem={problemOf('email') ?? problemOf('username')}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        {...(isNew ? { minLength: 8, hint: 'At least 8 characters.' } : {})}
        required
        problem={problemOf('password')}
      />
      <div className="row">
        <Button look="main" type="submit" busy={busy}>
          {isNew ? 'Create account' : 'Sign in'}
        </Button>
        <Button look="bare" onClick={onSwitch}>
          {isNew ? 'I have an account' : 'I am new here'}
        </Button>
      </div>
      {!isNew && (
        <p>
          <Button look="bare" onClick={onForgot}>
            Forgot your password?
          </Button>
        </p>
      )}
    </form>
  );
}

/** Signing up does not sign in by itself: the cookie comes with the second call. */
async function enter(isNew: boolean, email: string, password: string): Promise<User> {
  if (isNew) {
    await signUp(email, password);
  }
  return signIn(email, password);
}
