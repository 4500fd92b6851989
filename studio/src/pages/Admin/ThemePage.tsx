import { useCallback, useState, type ReactElement } from 'react';
import { changeTheme, deleteTheme, getTheme, type AdminTheme } from '../../api/themes.ts';
import { go, THEMES } from '../../state/route.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Field } from '../../ui/Field.tsx';
import { LongField } from '../../ui/LongField.tsx';
import { Missing } from '../../ui/Missing.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';

/** The words of one theme. */
export function ThemePage({ id }: { id: string }): ReactElement {
  const ask = useCallback(() => getTheme(id), [id]);
  const { value: theme, problem, reload, put } = useAnswer(ask);
  if (problem !== null) {
    return (
      <Missing problem={problem} gone="There is no such theme. Somebody may have deleted it." onRetry={reload}>
        <a className="button button-plain" href={THEMES}>
          All themes
        </a>
      </Missing>
    );
  }
  if (theme === null) {
    return <p className="quiet opening">Fetching the theme…</p>;
  }
  return (
    <div className="admin theme-page">
      <div className="theme-picture">
        <span className="frame">
          <img src={theme.preview_url} alt={`Somebody in the look “${theme.name ?? theme.id}”`} />
        </span>
      </div>
      <div className="theme-words">
        <PageTitle title={theme.name ?? theme.id}>{theme.name ?? theme.id}</PageTitle>
        <ThemeForm key={theme.version} theme={theme} onTheme={put} />
      </div>
    </div>
  );
}

const FIELDS = ['name', 'description', 'prompt', 'negative_prompt', 'strength'];

function ThemeForm({ theme, onTheme }: { theme: AdminTheme; onTheme: (theme: AdminTheme) => void }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const { busy, onSubmit, problemOf, general } = useSubmit(FIELDS, async (form) => {
    const strength = String(form.get('strength'));
    onTheme(
      await changeTheme(theme, {
        name: String(form.get('name')),
        description: String(form.get('description')),
        prompt: String(form.get('prompt')),
        negative_prompt: String(form.get('negative_prompt')),
        ...(strength === '' ? {} : { strength: Number(strength) }),
      }),
    );
    announce('Saved.');
  });
  return (
    <form className="leaf" onSubmit={onSubmit} aria-label="The theme">
      {general && <Notice>{general}</Notice>}
      {theme.updated_at !== null && <p className="hint">Version {theme.version}.</p>}
      <Field label="Name" name="name" defaultValue={theme.name ?? ''} required problem={problemOf('name')} />
      <Field
        label="Description"
        name="description"
        hint="One sentence that people read when they choose."
        defaultValue={theme.description ?? ''}
        problem={problemOf('description')}
      />
      <LongField
        label="Prompt"
        name="prompt"
        hint="What a provider with a diffusion model is asked for. The built-in engine paints without it."
        defaultValue={theme.prompt ?? ''}
        problem={problemOf('prompt')}
      />
      <LongField
        label="Negative prompt"
        name="negative_prompt"
        hint="What such a provider is to leave out."
        defaultValue={theme.negative_prompt ?? ''}
        problem={problemOf('negative_prompt')}
      />
      <Field
        label="Strength"
        name="strength"
        type="number"
        min={0}
        max={1}
        step={0.01}
        hint="How far such a provider may change the picture, 0 to 1."
        defaultValue={theme.strength ?? ''}
        problem={problemOf('strength')}
      />
      <div className="row">
        <Button look="main" type="submit" busy={busy}>
          Save
        </Button>
        <a className="button button-bare" href={THEMES}>
          All themes
        </a>
        {theme.origin !== 'shipped' && (
          <Button look="bare" icon="trash" onClick={() => setAsking(true)}>
            {theme.origin === 'own' ? 'Delete' : 'As it ships'}
          </Button>
        )}
      </div>
      {isAsking && <Undo theme={theme} onTheme={onTheme} onClose={() => setAsking(false)} />}
    </form>
  );
}

interface UndoProps {
  theme: AdminTheme;
  onTheme: (theme: AdminTheme) => void;
  onClose: () => void;
}

/** Deletes what was made here; a theme that ships is then as it was. */
function Undo({ theme, onTheme, onClose }: UndoProps): ReactElement {
  const isOwn = theme.origin === 'own';
  const undo = async (): Promise<void> => {
    await deleteTheme(theme);
    if (isOwn) {
      go(THEMES);
    } else {
      onTheme(await getTheme(theme.id));
    }
  };
  return (
    <Confirm
      title={isOwn ? 'Delete this theme?' : 'Back to what ships?'}
      text={isOwn ? 'Nobody can choose it any more. Jobs that use it still run.' : 'What was changed here, its place in the list included, is gone.'}
      verb={isOwn ? 'Delete' : 'Take it back'}
      onConfirm={undo}
      onClose={onClose}
    />
  );
}
