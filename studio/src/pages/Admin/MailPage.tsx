import { useCallback, useState, type ReactElement } from 'react';
import { getMail, mailPage, type WholeMail } from '../../api/admin.ts';
import { OUTBOX } from '../../state/route.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { Button } from '../../ui/Button.tsx';
import { Missing } from '../../ui/Missing.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { moment } from '../../ui/words.ts';
import { stateOf } from './OutboxPage.tsx';

/** One mail, as words or as it looks. */
export function MailPage({ id }: { id: string }): ReactElement {
  const ask = useCallback(() => getMail(id), [id]);
  const { value, problem, reload } = useAnswer(ask);
  if (problem !== null) {
    return (
      <Missing problem={problem} gone="There is no such mail. It may have been a month ago." onRetry={reload}>
        <a className="button button-plain" href={OUTBOX}>
          All mails
        </a>
      </Missing>
    );
  }
  return value === null ? <p className="quiet opening">Fetching the mail…</p> : <Opened whole={value} />;
}

function Opened({ whole }: { whole: WholeMail }): ReactElement {
  const { mail, text, html } = whole;
  const [asPage, setAsPage] = useState(false);
  return (
    <div className="admin">
      <PageTitle title={mail.subject}>{mail.subject}</PageTitle>
      <dl className="particulars">
        <dt>To</dt>
        <dd>{mail.to}</dd>
        <dt>Written</dt>
        <dd>{moment(mail.created_at)}</dd>
        <dt>State</dt>
        <dd>
          {stateOf(mail)}
          {mail.error && <span className="problem"> {mail.error}</span>}
        </dd>
      </dl>
      <div className="row">
        {html !== null && (
          <Button aria-pressed={asPage} onClick={() => setAsPage(!asPage)}>
            As it looks
          </Button>
        )}
        <a className="button button-bare" href={OUTBOX}>
          All mails
        </a>
      </div>
      {text === null && <p className="quiet">A mail server has taken it. Its text is not kept, for its links open accounts.</p>}
      {text !== null && !asPage && <pre className="letter">{text}</pre>}
      {asPage && <iframe className="letter-page" title="The mail as it looks" sandbox="" src={mailPage(mail.id)} />}
    </div>
  );
}
