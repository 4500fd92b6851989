import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** Gets what closes it, after which the focus is where it was before. */
  children: (close: () => void) => ReactNode;
}

/** Stands before the page until it is closed. The native dialog keeps the focus inside. */
export function Dialog({ title, onClose, children }: DialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children(() => dialog.current?.close())}
    </dialog>
  );
}
