import { useState, type FormEvent, type ReactElement } from 'react';
import { signIn, signUp } from '../../api/accounts.ts';
import { Problem } from '../../api/http.ts';
import type { User } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Problems of these are shown beside them; any other at the head of the form. */
const FIELDS = ['email', 'username', 'password'];

interface AccountFormProps {
  isNew: boolean;
  ended: boolean;
  onSwitch: () => void;
  onUser: (user: User) => void;
}

export function AccountForm({ isNew, ended, onSwitch, onUser }: AccountFormProps): ReactElement {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) {
      return;
    }
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      // The password goes as it was typed: blanks at its ends may be part of it.
      onUser(await enter(isNew, String(form.get('email')).trim(), String(form.get('password'))));
    } catch (cause) {
      setProblem(Problem.of(cause));
      setBusy(false);
    }
  };

  const general = problem && !FIELDS.some((field) => problem.fields.has(field)) ? problem.message : null;
  return (
    <form className="account" onSubmit={(event) => void submit(event)} aria-label={isNew ? 'Sign up' : 'Sign in'}>
      {ended && !isNew && problem === null && (
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
        problem={problem?.fields.get('email') ?? problem?.fields.get('username')}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        {...(isNew ? { minLength: 8, hint: 'At least 8 characters.' } : {})}
        required
        problem={problem?.fields.get('password')}
      />
      <div className="row">
        <Button look="main" type="submit" busy={busy}>
          {isNew ? 'Create account' : 'Sign in'}
        </Button>
        <Button look="bare" onClick={onSwitch}>
          {isNew ? 'I have an account' : 'I am new here'}
        </Button>
      </div>
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
