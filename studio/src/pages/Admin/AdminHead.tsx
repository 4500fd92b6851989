import type { ReactElement } from 'react';
import { OUTBOX, THEMES, USERS } from '../../state/route.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';

const PARTS: [page: string, words: string, link: string][] = [
  ['outbox', 'Outbox', OUTBOX],
  ['users', 'Users', USERS],
  ['themes', 'Themes', THEMES],
];

/** The heading of the admin pages and the way from one to the other. */
export function AdminHead({ page, title }: { page: string; title: string }): ReactElement {
  return (
    <div className="admin-head">
      <PageTitle title={title}>{title}</PageTitle>
      <nav className="parts" aria-label="Admin">
        {PARTS.map(([each, words, link]) => (
          <a key={each} href={link} aria-current={each === page ? 'page' : undefined}>
            {words}
          </a>
        ))}
      </nav>
    </div>
  );
}
