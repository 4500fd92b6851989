/** Where the page is. It lives behind the `#`, so the server has one address to serve. */
export type Route =
  | { page: 'easel' }
  | { page: 'history' }
  | { page: 'sketch'; id: string }
  | { page: 'tools' }
  | { page: 'tool'; id: string }
  | { page: 'work'; id: string };

export const EASEL = '#/';
export const HISTORY = '#/history';
export const TOOLS = '#/tools';
export const sketchLink = (id: string): string => `#/sketch/${encodeURIComponent(id)}`;
export const toolLink = (id: string): string => `#/tools/${encodeURIComponent(id)}`;
export const workLink = (id: string): string => `#/work/${encodeURIComponent(id)}`;

export function routeOf(hash: string): Route {
  const [, page, id] = hash.split('/');
  if ((page === 'sketch' || page === 'work') && id) {
    return { page, id: decodeURIComponent(id) };
  }
  if (page === 'tools') {
    return id ? { page: 'tool', id: decodeURIComponent(id) } : { page };
  }
  return page === 'history' ? { page } : { page: 'easel' };
}

export function go(link: string): void {
  location.hash = link;
}
