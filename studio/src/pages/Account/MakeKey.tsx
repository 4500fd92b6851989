import type { ReactElement } from 'react';
import { makeKey, type MadeKey, type Scope } from '../../api/keys.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Pick } from '../../ui/Pick.tsx';
import { SCOPE_NAMES, SCOPES } from './scopes.ts';

const LIVES: [days: string, words: string][] = [
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'A year'],
  ['', 'Until I revoke it'],
];

const DAY_MS = 86_400_000;

interface MakeKeyProps {
  onMade: (key: MadeKey) => void;
  onClose: () => void;
}

export function MakeKey({ onMade, onClose }: MakeKeyProps): ReactElement {
  const { user } = useWorkshop();
  const { busy, onSubmit, problemOf, general } = useSubmit(['name', 'scopes', 'expires_at'], async (form) => {
    const days = Number(form.get('days'));
    onMade(
      await makeKey({
        name: String(form.get('name')),
        scopes: form.getAll('scopes') as Scope[],
        expires_at: days > 0 ? new Date(Date.now() + days * DAY_MS).toISOString() : null,
      }),
    );
  });
  const offered = SCOPE_NAMES.filter((scope) => scope !== 'admin' || user.role === 'admin');
  const scopeProblem = problemOf('scopes');
  return (
    <form className="leaf" aria-label="Make a key" onSubmit={onSubmit}>
      {general && <Notice>{general}</Notice>}
      <Field
        label="Name"
        name="name"
        hint="What uses it, so that you know it again."
        maxLength={100}
        autoComplete="off"
        autoFocus
        required
        problem={problemOf('name')}
      />
      <fieldset className="choice" aria-describedby={scopeProblem && 'scopes-problem'}>
        <legend>Good for</legend>
        {offered.map((scope) => (
          <label key={scope} className="tick">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked={scope === 'read' || scope === 'write'}
              aria-label={SCOPES[scope].label}
              aria-describedby={`about-${scope}`}
            />
            <span>
              {SCOPES[scope].label}
              <small className="hint" id={`about-${scope}`}>
                {SCOPES[scope].about}
              </small>
            </span>
          </label>
        ))}
        {scopeProblem && (
          <p className="problem" id="scopes-problem">
            {scopeProblem}
          </p>
        )}
      </fieldset>
      <Pick label="Ends after" name="days" choices={LIVES} defaultValue="90" problem={problemOf('expires_at')} />
      <div className="row">
        <Button look="main" type="submit" busy={busy}>
          Make it
        </Button>
        <Button look="bare" onClick={onClose}>
          Never mind
        </Button>
      </div>
    </form>
  );
}
