import { useState, type ReactElement } from 'react';
import { listKeys, revokeKey, standingOf, type ApiKey, type MadeKey } from '../../api/keys.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Fetched } from '../../ui/Fetched.tsx';
import { Section } from '../../ui/Section.tsx';
import { day, fromNow } from '../../ui/words.ts';
import { MakeKey } from './MakeKey.tsx';
import { NewKey } from './NewKey.tsx';
import { SCOPES } from './scopes.ts';

type Bench = { shows: 'button' } | { shows: 'form' } | { shows: 'key'; made: MadeKey };

/** The keys of programs that work in one's name. */
export function Keys(): ReactElement {
  const keys = useAnswer(listKeys);
  const [bench, setBench] = useState<Bench>({ shows: 'button' });
  const made = (key: MadeKey): void => {
    setBench({ shows: 'key', made: key });
    keys.reload();
  };
  return (
    <Section title="API keys" about="For programs that work in your name. Each can be taken back by itself.">
      <Fetched answer={keys} what="your keys">
        {(list) => (list.length === 0 ? <p className="quiet">There are none yet.</p> : <KeyList keys={list} onChange={keys.reload} />)}
      </Fetched>
      {bench.shows === 'button' && (
        <div className="row">
          <Button look="main" onClick={() => setBench({ shows: 'form' })}>
            Make a key
          </Button>
        </div>
      )}
      {bench.shows === 'form' && <MakeKey onMade={made} onClose={() => setBench({ shows: 'button' })} />}
      {bench.shows === 'key' && <NewKey made={bench.made} onClose={() => setBench({ shows: 'button' })} />}
    </Section>
  );
}

function KeyList({ keys, onChange }: { keys: ApiKey[]; onChange: () => void }): ReactElement {
  const [asked, setAsked] = useState<ApiKey | null>(null);
  const revoke = async (key: ApiKey): Promise<void> => {
    await revokeKey(key.id);
    announce(`“${key.name}” is revoked.`);
    onChange();
  };
  return (
    <>
      <ul className="entries">
        {keys.map((key) => (
          <KeyEntry key={key.id} entry={key} onRevoke={() => setAsked(key)} />
        ))}
      </ul>
      {asked && (
        <Confirm
          title="Revoke this key?"
          text={`Whatever uses “${asked.name}” is refused from that moment on. It cannot be brought back.`}
          verb="Revoke"
          onConfirm={() => revoke(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function KeyEntry({ entry, onRevoke }: { entry: ApiKey; onRevoke: () => void }): ReactElement {
  const standing = standingOf(entry);
  return (
    <li className={standing === 'active' ? 'entry' : 'entry is-over'}>
      <div className="entry-words">
        <h3>{entry.name}</h3>
        <p className="hint">
          <code>{shortened(entry.prefix)}</code>
        </p>
        <p className="hint">{entry.scopes.map((scope) => SCOPES[scope].short).join(', ')}</p>
        <p className="hint">{timesOf(entry)}</p>
      </div>
      {standing === 'active' && (
        <Button look="bare" aria-label={`Revoke ${entry.name}`} onClick={onRevoke}>
          Revoke
        </Button>
      )}
    </li>
  );
}

/** Enough to tell one key from another. */
const shortened = (prefix: string): string => (prefix.length > 16 ? `${prefix.slice(0, 15)}…` : prefix);

function timesOf(key: ApiKey): string {
  const used = key.last_used_at === null ? 'Never used' : `Used ${fromNow(key.last_used_at)}`;
  switch (standingOf(key)) {
    case 'revoked':
      return `Revoked ${fromNow(key.revoked_at ?? key.created_at)}. ${used}.`;
    case 'expired':
      return `Ended ${fromNow(key.expires_at ?? key.created_at)}. ${used}.`;
    case 'active':
      return key.expires_at === null ? `${used}. Does not end.` : `${used}. Ends on ${day(key.expires_at)}.`;
  }
}
