import { useState, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { rotateSecret, setEnabled, tryWebhook, type MadeWebhook, type Webhook } from '../../api/webhooks.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { fromNow } from '../../ui/words.ts';
import { Deliveries } from './Deliveries.tsx';

interface WebhookEntryProps {
  entry: Webhook;
  onChange: () => void;
  onSecret: (made: MadeWebhook) => void;
  onRemove: () => void;
}

/** One endpoint: how it is, what one can do with it, and what was sent there lately. */
export function WebhookEntry({ entry, onChange, onSecret, onRemove }: WebhookEntryProps): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [turn, setTurn] = useState(0);
  const act = async (work: () => Promise<void>): Promise<void> => {
    setProblem(null);
    try {
      await work();
    } catch (cause) {
      setProblem(Problem.of(cause).message);
    }
  };
  const toggle = (): Promise<void> =>
    act(async () => {
      await setEnabled(entry.id, !entry.enabled);
      announce(entry.enabled ? 'The endpoint is disabled.' : 'The endpoint is enabled.');
      onChange();
    });
  const send = (): Promise<void> =>
    act(async () => {
      await tryWebhook(entry.id);
      announce('A test is on its way.');
      setOpen(true);
      setTurn((now) => now + 1);
    });
  const about = (verb: string): string => `${verb} ${entry.url}`;
  return (
    <li className={entry.enabled ? 'entry is-tall' : 'entry is-tall is-over'}>
      <div className="entry-words">
        <h3 className="address">{entry.url}</h3>
        <p className="hint">{entry.events.join(', ')}</p>
        <p className="hint">{standingOf(entry)}</p>
      </div>
      {problem && <Notice>{problem}</Notice>}
      <div className="row">
        <Button look="bare" aria-expanded={isOpen} aria-label={about('Deliveries to')} onClick={() => setOpen(!isOpen)}>
          Deliveries
        </Button>
        {entry.enabled && (
          <Button look="bare" aria-label={about('Send a test to')} onClick={() => void send()}>
            Test
          </Button>
        )}
        <Button
          look="bare"
          aria-label={about('New secret for')}
          onClick={() => void act(async () => onSecret(await rotateSecret(entry.id)))}
        >
          New secret
        </Button>
        <Button look="bare" aria-label={about(entry.enabled ? 'Disable' : 'Enable')} onClick={() => void toggle()}>
          {entry.enabled ? 'Disable' : 'Enable'}
        </Button>
        <Button look="bare" aria-label={about('Remove')} onClick={onRemove}>
          Remove
        </Button>
      </div>
      {isOpen && <Deliveries key={turn} endpoint={entry.id} />}
    </li>
  );
}

function standingOf(entry: Webhook): string {
  if (entry.disabled !== null) {
    return `Disabled ${fromNow(entry.disabled.at)}. ${entry.disabled.detail}`;
  }
  return entry.failing_since === null
    ? `Added ${fromNow(entry.created_at)}.`
    : `Nothing but failures since ${fromNow(entry.failing_since)}.`;
}
