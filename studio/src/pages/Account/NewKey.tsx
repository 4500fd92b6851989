import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { MadeKey } from '../../api/keys.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** A key's text, which is shown this once. */
export function NewKey({ made, onClose }: { made: MadeKey; onClose: () => void }): ReactElement {
  const text = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => text.current?.select(), []);
  const copy = async (): Promise<void> => {
    const done = await copyText(made.key, text.current);
    setCopied(done);
    if (done) {
      announce('Copied.');
    }
  };
  return (
    <div className="leaf">
      <label className="field">
        <span className="field-label">The key “{made.details.name}”</span>
        <input ref={text} className="secret" readOnly value={made.key} onFocus={(event) => event.target.select()} />
      </label>
      <p className="notice is-warning">
        This is the only time it is shown. Whoever has it can do what it is good for: keep it like a password, and never in a
        page or a repository.
      </p>
      {copied === false && <Notice>This browser does not let pages copy. The key is selected: copy it with the keyboard.</Notice>}
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
