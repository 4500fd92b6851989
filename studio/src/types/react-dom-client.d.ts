// The one call of react-dom that the page makes. Its published types are not on Maven Central.

import type { ReactNode } from 'react';

export interface Root {
  render(children: ReactNode): void;
}

export function createRoot(container: Element): Root;
