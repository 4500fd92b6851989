/** Where the page is. It lives behind the `#`, so the server has one address to serve. */
export type Route = { page: 'easel' } | { page: 'history' } | { page: 'sketch'; id: string };

export const EASEL = '#/';
export const HISTORY = '#/history';
export const sketchLink = (id: string): string => `#/sketch/${encodeURIComponent(id)}`;

export function routeOf(hash: string): Route {
  const [, page, id] = hash.split('/');
  if (page === 'sketch' && id) {
    return { page, id: decodeURIComponent(id) };
  }
  return page === 'history' ? { page } : { page: 'easel' };
}

export function go(link: string): void {
  location.hash = link;
}
