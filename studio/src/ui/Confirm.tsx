import { useState, type ReactElement } from 'react';
import { Problem } from '../api/http.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Notice } from './Notice.tsx';

interface ConfirmProps {
  title: string;
  text: string;
  verb: string;
  /** What leaves things as they are. */
  refusal?: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** A question before something that cannot be undone. */
export function Confirm({ title, text, verb, refusal = 'Keep it', onConfirm, onClose }: ConfirmProps): ReactElement {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
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
    <Dialog title={title} onClose={onClose}>
      {(close) => (
        <>
          <p>{text}</p>
          {problem && <Notice>{problem}</Notice>}
          <div className="row">
            <Button autoFocus onClick={close}>
              {refusal}
            </Button>
            <Button look="danger" busy={busy} onClick={() => void confirm()}>
              {verb}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
