import type { ReactElement } from 'react';
import { listMails, type Mail } from '../../api/admin.ts';
import { mailLink } from '../../state/route.ts';
import { usePages } from '../../state/usePages.ts';
import { PageList } from '../../ui/PageList.tsx';
import { fromNow } from '../../ui/words.ts';
import { AdminHead } from './AdminHead.tsx';

/** Mails of the last weeks: what left, what waits and why. */
export function OutboxPage(): ReactElement {
  const mails = usePages(listMails);
  return (
    <div className="admin">
      <AdminHead page="outbox" title="Outbox" />
      <PageList pages={mails} empty="No mail was sent yet.">
        {(mail) => <MailEntry key={mail.id} mail={mail} />}
      </PageList>
    </div>
  );
}

function MailEntry({ mail }: { mail: Mail }): ReactElement {
  return (
    <li className="entry">
      <div className="entry-words">
        <h2>
          <a href={mailLink(mail.id)}>{mail.subject}</a>
        </h2>
        <p className="hint">To {mail.to}</p>
        {mail.error && <p className="problem">{mail.error}</p>}
      </div>
      <p className="hint">{stateOf(mail)}</p>
    </li>
  );
}

export function stateOf(mail: Mail): string {
  switch (mail.state) {
    case 'pending':
      return mail.attempts === 0 ? 'Waiting' : `Waiting, tried ${mail.attempts} times`;
    case 'sent':
      return `Sent ${fromNow(mail.sent_at ?? mail.created_at)}`;
    case 'failed':
      return 'Given up';
  }
}
