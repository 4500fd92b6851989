import { useCallback, useState, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { lastDeliveries, replay, type Delivery } from '../../api/webhooks.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Fetched } from '../../ui/Fetched.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count, fromNow } from '../../ui/words.ts';

/** The last messages to an endpoint and what became of them. */
export function Deliveries({ endpoint }: { endpoint: string }): ReactElement {
  const deliveries = useAnswer(useCallback(() => lastDeliveries(endpoint), [endpoint]));
  const [problem, setProblem] = useState<string | null>(null);
  const again = async (delivery: Delivery): Promise<void> => {
    setProblem(null);
    try {
      await replay(delivery.id);
      announce('It is sent again.');
      deliveries.reload();
    } catch (cause) {
      setProblem(Problem.of(cause).message);
    }
  };
  return (
    <div className="deliveries">
      {problem && <Notice>{problem}</Notice>}
      <Fetched answer={deliveries} what="the log">
        {(list) =>
          list.length === 0 ? (
            <p className="quiet">Nothing was sent yet.</p>
          ) : (
            <ul className="entries">
              {list.map((each) => (
                <li key={each.id} className="entry">
                  <div className="entry-words">
                    <p>
                      <code>{each.type}</code> {fromNow(each.happened_at)}
                    </p>
                    <p className="hint">{outcomeOf(each)}</p>
                  </div>
                  {each.state !== 'pending' && (
                    <Button look="bare" aria-label={`Send ${each.type} again`} onClick={() => void again(each)}>
                      Send again
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Fetched>
      <div className="row">
        <Button look="bare" onClick={deliveries.reload}>
          Look again
        </Button>
      </div>
    </div>
  );
}

function outcomeOf(delivery: Delivery): string {
  const answer = delivery.last_status === null ? (delivery.last_error ?? 'Not tried yet.') : `Answered ${delivery.last_status}.`;
  const tries = count(delivery.attempts, 'attempt');
  switch (delivery.state) {
    case 'delivered':
      return `Delivered. ${answer}`;
    case 'failed':
      return `Given up after ${tries}. ${answer}`;
    case 'stopped':
      return `Stopped after ${tries}. ${answer}`;
    case 'pending':
      return delivery.next_attempt_at === null
        ? `On its way. ${answer}`
        : `${answer} The next attempt is ${fromNow(delivery.next_attempt_at)}.`;
  }
}
