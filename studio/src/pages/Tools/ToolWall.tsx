import type { ReactElement } from 'react';
import { toolLink } from '../../state/route.ts';
import { Icon } from '../../ui/Icon.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { TOOLS } from './tools.ts';

/** What can be done with a picture beside drawing it. */
export function ToolWall(): ReactElement {
  return (
    <div className="tools">
      <PageTitle title="Tools">What else can be done</PageTitle>
      <ul className="tool-list">
        {TOOLS.map(({ id, icon, title, sentence }) => (
          <li key={id}>
            <a className="tool-card" href={toolLink(id)}>
              <Icon name={icon} />
              <h2>{title}</h2>
              <p>{sentence}</p>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
