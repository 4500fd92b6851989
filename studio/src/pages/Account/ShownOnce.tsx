import { useEffect, useRef, useState, type ReactElement } from 'react';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface ShownOnceProps {
  label: string;
  text: string;
  warning: string;
  onClose: () => void;
}

/** A secret text, which is shown this once. */
export function ShownOnce({ label, text, warning, onClose }: ShownOnceProps): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const copy = async (): Promise<void> => {
    const done = await copyText(text, field.current);
    setCopied(done);
    if (done) {
      announce('Copied.');
    }
  };
  return (
    <div className="leaf">
      <label className="field">
        <span className="field-label">{label}</span>
        <input ref={field} className="secret" readOnly value={text} onFocus={(event) => event.target.select()} />
      </label>
      <p className="notice is-warning">{warning}</p>
      {copied === false && <Notice>This browser does not let pages copy. The text is selected: copy it with the keyboard.</Notice>}
      <div className="row">
        <Button look="main" icon="copy" onClick={() => void copy()}>
          {copied === true ? 'Copied' : 'Copy'}
        </Button>
        <Button onClick={onClose}>I have kept it</Button>
      </div>
    </div>
  );
}

/** Browsers have a clipboard for pages of https and of this machine; elsewhere the old command may do. */
async function copyText(text: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.select();
    return document.execCommand('copy');
  }
}
