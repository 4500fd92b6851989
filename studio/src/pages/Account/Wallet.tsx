import type { ReactElement } from 'react';
import {
  getSubscription,
  getWallet,
  type Movement,
  type Quota,
  type Standing,
  type Subscription,
  type Wallet as Contents,
} from '../../api/holdings.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { Fetched } from '../../ui/Fetched.tsx';
import { Section } from '../../ui/Section.tsx';
import { day, fromNow } from '../../ui/words.ts';

const ask = (): Promise<[Contents, Subscription]> => Promise.all([getWallet(), getSubscription()]);

/** The plan, what is left of today, and the credits with what moved last. */
export function Wallet(): ReactElement {
  const wallet = useAnswer(ask);
  return (
    <Section title="Plan and credits">
      <Fetched answer={wallet} what="your plan">
        {([{ account, entries }, subscription]) => (
          <>
            <Holdings account={account} subscription={subscription} />
            {entries.length > 0 && <Movements entries={entries} />}
          </>
        )}
      </Fetched>
    </Section>
  );
}

/** What somebody has at this moment. */
export function Holdings({ account, subscription }: { account: Standing; subscription?: Subscription }): ReactElement {
  return (
    <dl className="particulars">
      <dt>Plan</dt>
      <dd>
        {capital(account.plan)}
        {subscription && <span className="quiet">{course(subscription)}</span>}
      </dd>
      {account.credits >= 0 && (
        <>
          <dt>Credits</dt>
          <dd>
            {account.credits.toLocaleString()}
            {account.held > 0 && <span className="quiet">, {account.held.toLocaleString()} more held by jobs</span>}
          </dd>
        </>
      )}
      {account.quotas.map((quota) => (
        <Share key={quota.name} quota={quota} />
      ))}
    </dl>
  );
}

/** How it goes on with a plan, after its name. */
function course({ state, until, renews }: Subscription): string {
  const on = until === null ? '' : ` on ${day(until)}`;
  switch (state) {
    case 'none':
      return '';
    case 'active':
      return until === null ? '' : renews ? `, renews${on}` : `, ends${on}`;
    case 'grace':
      return `, payment failed, ends${on}`;
    case 'on_hold':
      return ', on hold until it is paid';
    case 'expired':
      return `, the last plan ended${on}`;
    default:
      return `, ${state}${on}`;
  }
}

function Share({ quota }: { quota: Quota }): ReactElement {
  return (
    <>
      <dt>{capital(quota.name)}</dt>
      <dd>
        {quota.limit < 0 ? 'No limit' : `${quota.remaining.toLocaleString()} of ${quota.limit.toLocaleString()} left`}
        {quota.limit >= 0 && quota.resets_at !== null && <span className="quiet">, anew {fromNow(quota.resets_at)}</span>}
      </dd>
    </>
  );
}

/** Kinds whose own word tells a person too little. */
const MOVED: Record<string, string> = { hold: 'Held for a job', charge: 'Job paid, of what was held', release: 'Given back' };

/** What moved last. */
export function Movements({ entries }: { entries: Movement[] }): ReactElement {
  return (
    <ul className="entries" aria-label="What moved last">
      {entries.map((entry) => (
        <li key={entry.id} className="entry is-small">
          <span>
            {entry.reason ?? MOVED[entry.kind] ?? capital(entry.kind)} <span className="hint">{day(entry.at)}</span>
          </span>
          <span className="figure">{signed(entry.amount)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Nothing for what moved past the wallet. */
const signed = (amount: number): string => (amount > 0 ? '+' : '') + (amount === 0 ? '' : amount.toLocaleString());

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ');
