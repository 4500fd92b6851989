import { call, Problem } from './http.ts';
import type { User } from './types.ts';

export const signUp = (email: string, password: string): Promise<User> =>
  call('POST', '/api/auth/register', { body: { email, password } });

export const signIn = (email: string, password: string): Promise<User> =>
  call('POST', '/api/auth/login', { body: { email, password } });

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
