import { useCallback, useEffect, useId, useState, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { availableThemes, type ThemeInfo } from '../../api/operations.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface ThemeChoiceProps {
  label: string;
  value: string;
  onValue: (id: string) => void;
}

/** The outfits this Pictor has, each as a small picture of somebody who wears it. */
export function ThemeChoice({ label, value, onValue }: ThemeChoiceProps): ReactElement {
  const name = useId();
  const [themes, setThemes] = useState<ThemeInfo[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(() => {
    setProblem(null);
    availableThemes().then(setThemes, (cause: unknown) => setProblem(Problem.of(cause).message));
  }, []);
  useEffect(load, [load]);

  if (problem !== null) {
    return <Notice action={<Button onClick={load}>Try again</Button>}>{problem}</Notice>;
  }
  return (
    <fieldset className="choice" aria-busy={themes === null}>
      <legend>{label}</legend>
      {themes === null && <p className="quiet">Fetching the outfits…</p>}
      {themes?.length === 0 && <p className="quiet">There is none. An operator can add one: see /docs.</p>}
      <div className="outfits">
        {themes?.map((theme) => (
          <label key={theme.id} className="outfit" title={theme.description}>
            <input
              type="radio"
              className="unseen"
              name={name}
              checked={theme.id === value}
              onChange={() => onValue(theme.id)}
            />
            <span className="frame">
              {theme.preview_url ? <img src={theme.preview_url} alt="" loading="lazy" /> : <span className="frame-none">No picture</span>}
            </span>
            <span className="look-name">
              {theme.name}
              <span className="dot" aria-hidden="true" />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
