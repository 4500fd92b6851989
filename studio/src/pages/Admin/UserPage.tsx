import { useCallback, useState, type ReactElement } from 'react';
import { getPurchases, getUser, givePlan, moveCredits, type WholeUser } from '../../api/admin.ts';
import { USERS } from '../../state/route.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { Button } from '../../ui/Button.tsx';
import { Done } from '../../ui/Done.tsx';
import { Field } from '../../ui/Field.tsx';
import { Missing } from '../../ui/Missing.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Pick } from '../../ui/Pick.tsx';
import { Section } from '../../ui/Section.tsx';
import { day } from '../../ui/words.ts';
import { Filling } from '../Account/Storage.tsx';
import { Holdings, Movements } from '../Account/Wallet.tsx';

const PLANS = [
  ['free', 'Free'],
  ['pro', 'Pro'],
  ['premium', 'Premium'],
] as const;

/** One user: what they have and keep, their plan and their credits. */
export function UserPage({ id }: { id: string }): ReactElement {
  const ask = useCallback(() => getUser(id), [id]);
  const { value, problem, reload } = useAnswer(ask);
  if (problem !== null) {
    return (
      <Missing problem={problem} gone="There is no such user. The account may have been deleted." onRetry={reload}>
        <a className="button button-plain" href={USERS}>
          All users
        </a>
      </Missing>
    );
  }
  return value === null ? <p className="quiet opening">Fetching the user…</p> : <Found user={value} onChanged={reload} />;
}

interface FoundProps {
  user: WholeUser;
  /** Whoever changed something looks again, as jobs may have moved credits meanwhile. */
  onChanged: () => void;
}

function Found({ user, onChanged }: FoundProps): ReactElement {
  const name = user.username ?? user.email ?? user.id;
  return (
    <div className="admin">
      <PageTitle title={name}>{name}</PageTitle>
      <p className="hint">
        {user.role === 'admin' ? 'Admin' : 'User'} since {day(user.created_at)}
        {user.disabled_at === null ? '.' : `, closed on ${day(user.disabled_at)}.`}
      </p>
      <div className="row">
        <a className="button button-bare" href={USERS}>
          All users
        </a>
      </div>
      <Section title="Plan" about="It decides how many jobs a day there are, and how long pictures stay.">
        <Holdings account={user.account} />
        <PlanForm user={user} onChanged={onChanged} />
      </Section>
      <Section title="Credits" about="What is given or taken is kept with your name and your reason, which the user sees.">
        {user.entries.length > 0 && <Movements entries={user.entries} />}
        {user.account.credits < 0 ? (
          <p className="quiet">Credits are switched off here.</p>
        ) : (
          <CreditsForm user={user} onChanged={onChanged} />
        )}
      </Section>
      <Bought id={user.id} />
      <Section title="Storage">
        <Filling room={user.storage} />
      </Section>
    </div>
  );
}

/** What stores sold to the user lately; nothing where they never did. */
function Bought({ id }: { id: string }): ReactElement | null {
  const { value } = useAnswer(useCallback(() => getPurchases(id), [id]));
  return value === null || value.items.length === 0 ? null : (
    <Section title="Purchases">
      {value.owed > 0 && <p>{value.owed.toLocaleString()} credits of refunded purchases were spent and are owed.</p>}
      <ul className="entries" aria-label="What was bought last">
        {value.items.map((each) => (
          <li key={each.id} className="entry is-small">
            <span>
              {each.product_id} <span className="hint">{day(each.at)}</span>
            </span>
            <span className="figure">{each.state.replace('_', ' ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PlanForm({ user, onChanged }: FoundProps): ReactElement {
  const [done, setDone] = useState(false);
  const { busy, onSubmit, problemOf, general } = useSubmit(['plan', 'until', 'reason', 'image_quota'], async (form) => {
    setDone(false);
    const images = String(form.get('image_quota')).trim();
    const until = String(form.get('until'));
    await givePlan(user.id, {
      plan: String(form.get('plan')),
      image_quota: images === '' ? null : Number(images),
      until: until === '' ? null : `${until}T00:00:00Z`,
      reason: String(form.get('why')),
    });
    setDone(true);
    onChanged();
  });
  return (
    <form className="leaf" aria-label="Change the plan" onSubmit={onSubmit}>
      {general && <Notice>{general}</Notice>}
      {done && <Done>The plan is changed.</Done>}
      <Pick label="Plan" name="plan" choices={PLANS} defaultValue={user.account.plan} problem={problemOf('plan')} />
      <Field label="Until" name="until" type="date" hint="Left empty, for good." problem={problemOf('until')} />
      <Field label="Why" name="why" maxLength={500} autoComplete="off" problem={problemOf('reason')} />
      <Field
        label="Images in all"
        name="image_quota"
        type="number"
        min={-1}
        max={1_000_000}
        hint="Of the photo-filter app. -1 is without limit; left empty, it is the usual number."
        problem={problemOf('image_quota')}
      />
      <div className="row">
        <Button type="submit" busy={busy}>
          Change the plan
        </Button>
      </div>
    </form>
  );
}

function CreditsForm({ user, onChanged }: FoundProps): ReactElement {
  const [done, setDone] = useState<string | null>(null);
  // A second click, or a try after a lost answer, is the same movement.
  const [attempt, setAttempt] = useState(() => crypto.randomUUID());
  const { busy, onSubmit, problemOf, general } = useSubmit(['amount', 'reason'], async (form, element) => {
    setDone(null);
    const amount = Number(form.get('amount'));
    const { credits } = await moveCredits(user.id, amount, String(form.get('reason')), attempt);
    setAttempt(crypto.randomUUID());
    element.reset();
    setDone(`${amount > 0 ? 'Given' : 'Taken'}. There are ${credits.toLocaleString()} credits now.`);
    onChanged();
  });
  return (
    <form className="leaf" aria-label="Give or take credits" onSubmit={onSubmit}>
      {general && <Notice>{general}</Notice>}
      {done && <Done>{done}</Done>}
      <Field
        label="Credits"
        name="amount"
        type="number"
        step={1}
        required
        hint="With a minus in front they are taken."
        problem={problemOf('amount')}
      />
      <Field label="Reason" name="reason" maxLength={500} required autoComplete="off" problem={problemOf('reason')} />
      <div className="row">
        <Button type="submit" busy={busy}>
          Move credits
        </Button>
      </div>
    </form>
  );
}
