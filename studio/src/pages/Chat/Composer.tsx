import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { Button } from '../../ui/Button.tsx';
import { LongField } from '../../ui/LongField.tsx';
import { Notice } from '../../ui/Notice.tsx';

const LONGEST = 4000;

interface ComposerProps {
  onSend: (content: string) => Promise<void>;
  /** What one could say; a click writes it down. */
  starters: readonly string[];
}

/** Where a message is written. What could not be sent stays there. */
export function Composer({ onSend, starters }: ComposerProps): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const { busy, onSubmit, problemOf, general } = useSubmit(['content'], async (data, element) => {
    const content = String(data.get('content')).trim();
    if (content === '') {
      throw new Problem('Write something first.', 0, 'page', new Map([['content', 'Write something first.']]));
    }
    const area = areaOf(element);
    element.reset();
    try {
      await onSend(content);
    } catch (cause) {
      if (area !== null && area.value === '') {
        area.value = content;
      }
      throw cause;
    }
  });
  const take = (starter: string): void => {
    const area = areaOf(form.current);
    if (area !== null) {
      area.value = starter;
      area.focus();
    }
  };
  return (
    <form ref={form} className="composer" aria-label="Write a message" onSubmit={onSubmit}>
      {starters.length > 0 && (
        <div className="row">
          {starters.map((starter) => (
            <Button key={starter} onClick={() => take(starter)}>
              {starter}
            </Button>
          ))}
        </div>
      )}
      {general && <Notice>{general}</Notice>}
      <div className="composer-line">
        <LongField
          label="Message"
          name="content"
          rows={2}
          maxLength={LONGEST}
          autoComplete="off"
          enterKeyHint="send"
          problem={problemOf('content')}
          onKeyDown={sendOnEnter}
        />
        <Button look="main" type="submit" busy={busy}>
          Send
        </Button>
      </div>
    </form>
  );
}

const areaOf = (form: HTMLFormElement | null): HTMLTextAreaElement | null => form?.querySelector('textarea') ?? null;

/** Shift and Enter begin a new line; so does Enter while a word is being composed. */
function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }
}
