import { useEffect, useState, type ReactElement } from 'react';

const listeners = new Set<(text: string) => void>();

/** Has a screen reader say something when it is done with its current sentence. */
export function announce(text: string): void {
  listeners.forEach((listener) => listener(text));
}

export function Announcer(): ReactElement {
  const [text, setText] = useState('');
  useEffect(() => {
    listeners.add(setText);
    return () => void listeners.delete(setText);
  }, []);
  return (
    <div className="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
