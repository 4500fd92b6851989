import type { ReactElement } from 'react';
import type { Erasure } from '../../api/account.ts';
import { Button } from '../../ui/Button.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';

/** What is left to say to somebody whose account is gone. */
export function Gone({ report, onClose }: { report: Erasure; onClose: () => void }): ReactElement {
  return (
    <div className="opening">
      <PageTitle title="Gone">It is gone</PageTitle>
      <p className="lead">Your account and what belonged to it was deleted.</p>
      <Counts title="Deleted" counts={report.deleted} />
      <Counts title="Kept without your name" counts={report.anonymised} />
      <Button onClick={onClose}>To the entrance</Button>
    </div>
  );
}

function Counts({ title, counts }: { title: string; counts: Record<string, number> }): ReactElement | null {
  const some = Object.entries(counts).filter(([, number]) => number > 0);
  if (some.length === 0) {
    return null;
  }
  return (
    <section>
      <h2>{title}</h2>
      <dl className="particulars">
        {some.map(([what, number]) => (
          <div key={what} className="particular">
            <dt>{what === 'users' ? 'account' : what.replaceAll('_', ' ')}</dt>
            <dd>{number.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
