import { useState, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { changeTheme, listThemes, type AdminTheme, type ThemeChange } from '../../api/themes.ts';
import { themeLink } from '../../state/route.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Fetched } from '../../ui/Fetched.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AdminHead } from './AdminHead.tsx';
import { placesFor } from './order.ts';

/** Which themes people may choose, in which order. */
export function ThemesPage(): ReactElement {
  const themes = useAnswer(listThemes);
  return (
    <div className="admin">
      <AdminHead page="themes" title="Themes" />
      <p className="lead">The looks that people can put on. The order here is the order they see.</p>
      <Fetched answer={themes} what="the themes">
        {(list) =>
          list.length === 0 ? <p className="quiet">There is none.</p> : <ThemeList themes={list} onChange={themes.reload} />
        }
      </Fetched>
    </div>
  );
}

function ThemeList({ themes, onChange }: { themes: AdminTheme[]; onChange: () => void }): ReactElement {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (busy) {
      return;
    }
    setBusy(true);
    setProblem(null);
    await work().catch((cause: unknown) => setProblem(Problem.of(cause).message));
    // Also after a refusal: somebody else may have changed what is shown here.
    onChange();
    setBusy(false);
  };
  const change = (theme: AdminTheme, wish: ThemeChange, said: string): void =>
    void run(async () => {
      await changeTheme(theme, wish);
      announce(said);
    });
  const move = (from: number, to: number): void =>
    void run(async () => {
      for (const { id, position } of placesFor(themes, from, to)) {
        const theme = themes.find((each) => each.id === id);
        if (theme) {
          await changeTheme(theme, { position });
        }
      }
      announce(`Now at place ${to + 1} of ${themes.length}.`);
    });
  return (
    <>
      {problem && <Notice>{problem}</Notice>}
      <ol className="entries" aria-busy={busy}>
        {themes.map((theme, index) => (
          <ThemeEntry
            key={theme.id}
            theme={theme}
            isFirst={index === 0}
            isLast={index === themes.length - 1}
            onMove={(step) => move(index, index + step)}
            onSwitch={() =>
              change(theme, { enabled: !theme.enabled }, `${theme.name ?? theme.id} is ${theme.enabled ? 'hidden' : 'shown'}.`)
            }
          />
        ))}
      </ol>
    </>
  );
}

interface ThemeEntryProps {
  theme: AdminTheme;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: 1 | -1) => void;
  onSwitch: () => void;
}

function ThemeEntry({ theme, isFirst, isLast, onMove, onSwitch }: ThemeEntryProps): ReactElement {
  const name = theme.name ?? theme.id;
  return (
    <li className={theme.enabled ? 'entry theme' : 'entry theme is-over'}>
      <span className="frame theme-frame">
        <img src={theme.preview_url} alt="" loading="lazy" />
      </span>
      <div className="entry-words">
        <h2>
          <a href={themeLink(theme.id)}>{name}</a>
        </h2>
        <p className="hint">{theme.description}</p>
        <p className="hint">{ORIGINS[theme.origin]}</p>
      </div>
      <div className="row theme-controls">
        <label className="switch">
          <input type="checkbox" checked={theme.enabled} onChange={onSwitch} aria-label={`Show ${name}`} />
          <span aria-hidden="true">Shown</span>
        </label>
        <Button look="bare" icon="up" aria-label={`Move ${name} up`} aria-disabled={isFirst} onClick={() => !isFirst && onMove(-1)} />
        <Button look="bare" icon="down" aria-label={`Move ${name} down`} aria-disabled={isLast} onClick={() => !isLast && onMove(1)} />
      </div>
    </li>
  );
}

const ORIGINS = {
  shipped: 'As it ships',
  changed: 'Ships, and was changed here',
  own: 'Made here',
} as const;
