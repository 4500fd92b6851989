import { useState, type ReactElement } from 'react';
import { deleteWebhook, listWebhooks, type MadeWebhook, type Webhook } from '../../api/webhooks.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Fetched } from '../../ui/Fetched.tsx';
import { Section } from '../../ui/Section.tsx';
import { MakeWebhook } from './MakeWebhook.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { WebhookEntry } from './WebhookEntry.tsx';

type Bench = { shows: 'button' } | { shows: 'form' } | { shows: 'secret'; made: MadeWebhook };

/** Servers of one's own that are told what happens. */
export function Webhooks(): ReactElement {
  const webhooks = useAnswer(listWebhooks);
  const [bench, setBench] = useState<Bench>({ shows: 'button' });
  const [asked, setAsked] = useState<Webhook | null>(null);
  const made = (webhook: MadeWebhook): void => {
    setBench({ shows: 'secret', made: webhook });
    webhooks.reload();
  };
  const remove = async (webhook: Webhook): Promise<void> => {
    await deleteWebhook(webhook.id);
    announce('The endpoint is removed.');
    webhooks.reload();
  };
  return (
    <Section title="Webhooks" about="Your server is told when a job ends or credits move, by a signed message.">
      <Fetched answer={webhooks} what="your endpoints">
        {(list) =>
          list.length === 0 ? (
            <p className="quiet">There are none yet.</p>
          ) : (
            <ul className="entries">
              {list.map((each) => (
                <WebhookEntry
                  key={each.id}
                  entry={each}
                  onChange={webhooks.reload}
                  onSecret={made}
                  onRemove={() => setAsked(each)}
                />
              ))}
            </ul>
          )
        }
      </Fetched>
      {bench.shows === 'button' && (
        <div className="row">
          <Button look="main" onClick={() => setBench({ shows: 'form' })}>
            Add an endpoint
          </Button>
        </div>
      )}
      {bench.shows === 'form' && <MakeWebhook onMade={made} onClose={() => setBench({ shows: 'button' })} />}
      {bench.shows === 'secret' && (
        <ShownOnce
          key={bench.made.secret}
          label={`The secret of ${bench.made.endpoint.url}`}
          text={bench.made.secret}
          warning="This is the only time it is shown. Your server checks with it that a message is from here: keep it like a password."
          onClose={() => setBench({ shows: 'button' })}
        />
      )}
      {asked && (
        <Confirm
          title="Remove this endpoint?"
          text={`Nothing is sent to ${asked.url} any more, and its log goes too.`}
          verb="Remove"
          onConfirm={() => remove(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}
