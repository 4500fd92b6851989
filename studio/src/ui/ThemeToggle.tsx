import { useState, useSyncExternalStore, type ReactElement } from 'react';
import { Icon } from './Icon.tsx';

type Theme = 'light' | 'dark';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

function onSystemChange(listener: () => void): () => void {
  systemIsDark.addEventListener('change', listener);
  return () => systemIsDark.removeEventListener('change', listener);
}

/** Follows the system until it is pressed; from then on what was chosen is remembered. */
export function ThemeToggle(): ReactElement {
  const system: Theme = useSyncExternalStore(onSystemChange, () => systemIsDark.matches) ? 'dark' : 'light';
  const [chosen, setChosen] = useState(document.documentElement.dataset.theme as Theme | undefined);
  const other: Theme = (chosen ?? system) === 'dark' ? 'light' : 'dark';
  const choose = (): void => {
    document.documentElement.dataset.theme = other;
    setChosen(other);
    remember(other);
  };
  return (
    <button type="button" className="button button-bare" aria-label={`Switch to the ${other} theme`} onClick={choose}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </button>
  );
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem('pictor.theme', theme);
  } catch {
    // Storage is switched off: the choice lasts until the page is closed.
  }
}
