import { useEffect, useState } from 'react';

const QUIET_MS = 350;

/** Follows a value once it has stopped moving: 21 previews are too many for each step of a slider. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
