/** The cursor of the next part of a list, out of the header `Link` (RFC 8288); null after the last. */
export function cursorOf(link: string | null): string | null {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/.exec(link ?? '')?.[1];
  return target === undefined ? null : new URLSearchParams(target.slice(target.indexOf('?') + 1)).get('cursor');
}
