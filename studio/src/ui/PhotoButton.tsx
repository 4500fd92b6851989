import { useId, type ReactElement, type ReactNode } from 'react';
import { useWorkshop } from '../state/workshop.tsx';
import { Icon } from './Icon.tsx';

interface PhotoButtonProps {
  look: 'main' | 'bare';
  onPick: (file: File) => void;
  children: ReactNode;
}

/** A file input that looks like a button; the input itself keeps the focus and the keys. */
export function PhotoButton({ look, onPick, children }: PhotoButtonProps): ReactElement {
  const { looks } = useWorkshop();
  const id = useId();
  return (
    <span className="pick">
      <input
        id={id}
        type="file"
        className="unseen"
        onKeyDown={(event) => {
          // Browsers open the chooser by the space bar only, and Enter would send the form around it.
          if (event.key === 'Enter') {
            event.preventDefault();
            event.currentTarget.click();
          }
        }}
        accept={looks.limits.allowed_types.join(',')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Emptied, so that the same file can be picked again after a refusal.
          event.target.value = '';
          if (file) {
            onPick(file);
          }
        }}
      />
      <label htmlFor={id} className={`button button-${look}`}>
        {look === 'main' && <Icon name="photo" />}
        {children}
      </label>
    </span>
  );
}
