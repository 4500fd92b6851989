/** Where the page is. It lives behind the `#`, so the server has one address to serve. */
export type Route =
  | { page: 'easel' }
  | { page: 'history' }
  | { page: 'sketch'; id: string }
  | { page: 'tools' }
  | { page: 'tool'; id: string }
  | { page: 'work'; id: string }
  | { page: 'chat'; id: string }
  | { page: 'account' }
  /** The links of mails. Their token is behind the `#` too, so that it is in no server's log. */
  | { page: 'confirm'; token: string }
  | { page: 'reset'; token: string }
  | { page: 'outbox' }
  | { page: 'mail'; id: string }
  | { page: 'users' }
  | { page: 'user'; id: string }
  | { page: 'themes' }
  | { page: 'theme'; id: string };

export const EASEL = '#/';
export const HISTORY = '#/history';
export const TOOLS = '#/tools';
export const ACCOUNT = '#/account';
export const ADMIN = '#/admin';
export const OUTBOX = '#/admin/outbox';
export const USERS = '#/admin/users';
export const THEMES = '#/admin/themes';
export const sketchLink = (id: string): string => `#/sketch/${encodeURIComponent(id)}`;
export const toolLink = (id: string): string => `#/tools/${encodeURIComponent(id)}`;
export const workLink = (id: string): string => `#/work/${encodeURIComponent(id)}`;
export const chatLink = (id: string): string => `#/c/${encodeURIComponent(id)}`;
export const userLink = (id: string): string => `${USERS}/${encodeURIComponent(id)}`;
export const themeLink = (id: string): string => `${THEMES}/${encodeURIComponent(id)}`;

export const mailLink = (id: string): string => `${OUTBOX}/${encodeURIComponent(id)}`;

export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.split('?', 2);
  const [, page, ...rest] = path.split('/').map(decoded);
  const [id] = rest;
  switch (page) {
    case 'sketch':
    case 'work':
      return id ? { page, id } : { page: 'easel' };
    case 'c':
      return id ? { page: 'chat', id } : { page: 'easel' };
    case 'tools':
      return id ? { page: 'tool', id } : { page };
    case 'history':
    case 'account':
      return { page };
    case 'confirm':
    case 'reset':
      return { page, token: new URLSearchParams(query).get('token') ?? '' };
    case 'admin':
      return adminRoute(rest);
    default:
      return { page: 'easel' };
  }
}

function adminRoute([part, id]: string[]): Route {
  switch (part) {
    case 'users':
      return id ? { page: 'user', id } : { page: part };
    case 'themes':
      return id ? { page: 'theme', id } : { page: part };
    default:
      return part === 'outbox' && id ? { page: 'mail', id } : { page: 'outbox' };
  }
}

/** An address that somebody typed may be no good encoding. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Chats are handed out as `/c/{id}`, without the `#`. Who comes that way is where the other links
 * are from then on, so that they lead away from it; null for every other address.
 *
 * @param path of the address, before the `#`
 */
export function addressOfChat(path: string, hash: string): string | null {
  const id = /^\/c\/([^/]+)\/?$/.exec(path)?.[1];
  return id === undefined ? null : `/${hash.length > 1 ? hash : chatLink(decoded(id))}`;
}

export function go(link: string): void {
  location.hash = link;
}
