import { call, Problem } from './http.ts';
import type { User } from './types.ts';

export const signUp = (email: string, password: string): Promise<User> =>
  call('POST', '/api/auth/register', { body: { email, password } });

/** A name with an at sign is an address; the server's usernames have none. */
export const signIn = (name: string, password: string): Promise<User> =>
  call('POST', '/api/auth/login', {
    body: name.includes('@') ? { email: name, password } : { username: name, password },
  });

export const signOut = (): Promise<void> => call('POST', '/api/auth/logout');

/** The signed-in user, or null. */
export async function whoAmI(): Promise<User | null> {
  try {
    return await call<User>('GET', '/api/auth/me');
  } catch (cause) {
    if (cause instanceof Problem && cause.status === 401) {
      return null;
    }
    throw cause;
  }
}

/** What somebody is called on the page. */
export const nameOf = (user: User): string => user.full_name ?? user.username ?? user.email ?? 'you';
