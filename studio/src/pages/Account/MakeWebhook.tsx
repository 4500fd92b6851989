import type { ReactElement } from 'react';
import { EVENTS, makeWebhook, type EventName, type MadeWebhook } from '../../api/webhooks.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

const WORDS: Record<EventName, string> = {
  'job.succeeded': 'A job is done',
  'job.failed': 'A job has failed',
  'job.cancelled': 'A job was cancelled',
  'job.progress': 'A job has come further',
  'credits.changed': 'Credits have moved',
  'subscription.changed': 'The plan has changed',
};

interface MakeWebhookProps {
  onMade: (made: MadeWebhook) => void;
  onClose: () => void;
}

export function MakeWebhook({ onMade, onClose }: MakeWebhookProps): ReactElement {
  const { busy, onSubmit, problemOf, general } = useSubmit(['url', 'events'], async (form) => {
    onMade(await makeWebhook(String(form.get('url')), form.getAll('events') as EventName[]));
  });
  const eventProblem = problemOf('events');
  return (
    <form className="leaf" aria-label="Add an endpoint" onSubmit={onSubmit}>
      {general && <Notice>{general}</Notice>}
      <Field
        label="Address"
        name="url"
        type="url"
        hint="Of your server, as it is reached from the internet: https://…"
        autoComplete="off"
        autoFocus
        required
        problem={problemOf('url')}
      />
      <fieldset className="choice" aria-describedby={eventProblem && 'events-problem'}>
        <legend>It is told when</legend>
        {EVENTS.map((event) => (
          <label key={event} className="tick">
            <input
              type="checkbox"
              name="events"
              value={event}
              defaultChecked={event !== 'job.progress'}
              aria-label={WORDS[event]}
              aria-describedby={`about-${event}`}
            />
            <span>
              {WORDS[event]}
              <small className="hint" id={`about-${event}`}>
                {event}
              </small>
            </span>
          </label>
        ))}
        {eventProblem && (
          <p className="problem" id="events-problem">
            {eventProblem}
          </p>
        )}
      </fieldset>
      <div className="row">
        <Button look="main" type="submit" busy={busy}>
          Add it
        </Button>
        <Button look="bare" onClick={onClose}>
          Never mind
        </Button>
      </div>
    </form>
  );
}
