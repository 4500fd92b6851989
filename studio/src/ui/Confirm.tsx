import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Problem } from '../api/http.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface ConfirmProps {
  title: string;
  text: string;
  verb: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** A question before something that cannot be undone. The native dialog keeps the focus inside. */
export function Confirm({ title, text, verb, onConfirm, onClose }: ConfirmProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (cause) {
      setProblem(Problem.of(cause).message);
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="confirm-title" onClose={onClose}>
      <h2 id="confirm-title">{title}</h2>
      <p>{text}</p>
      {problem && <Notice>{problem}</Notice>}
      <div className="row">
        <Button autoFocus onClick={() => dialog.current?.close()}>
          Keep it
        </Button>
        <Button look="danger" busy={busy} onClick={() => void confirm()}>
          {verb}
        </Button>
      </div>
    </dialog>
  );
}
