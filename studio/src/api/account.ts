import { call } from './http.ts';

/** The account as its owner sees it. */
export interface Account {
  id: string;
  email: string | null;
  username: string | null;
  full_name: string | null;
  role: 'user' | 'admin';
  email_confirmed: boolean;
  disabled_at: string | null;
  created_at: string;
}

/** With what only its owner has to know. */
export interface OwnAccount extends Account {
  /** False for whoever signs in at another service only. */
  has_password: boolean;
}

/** How many things of each kind were deleted, or stay without the person in them. */
export interface Erasure {
  deleted: Record<string, number>;
  anonymised: Record<string, number>;
}

const ACCOUNT = '/api/v1/account';

export const getAccount = (): Promise<OwnAccount> => call('GET', ACCOUNT);

/** All other sessions end; this browser gets a new one. */
export const changePassword = (current: string | null, next: string): Promise<unknown> =>
  call('POST', `${ACCOUNT}/password`, { body: { current_password: current, new_password: next } });

/** Takes effect once the link that is sent to the new address is followed. */
export const changeEmail = (email: string, password: string | null): Promise<unknown> =>
  call('POST', `${ACCOUNT}/email`, { body: { email, password } });

export const sendConfirmation = (): Promise<unknown> => call('POST', `${ACCOUNT}/confirm-email`);

export const signOutEverywhere = (): Promise<void> => call('POST', `${ACCOUNT}/sign-out-everywhere`);

export const deleteAccount = (password: string | null): Promise<Erasure> => call('DELETE', ACCOUNT, { body: { password } });

/** The answer does not tell whether anybody has the address. */
export const forgotPassword = (email: string): Promise<unknown> =>
  call('POST', '/api/v1/auth/forgot-password', { body: { email } });

export const resetPassword = (token: string, password: string): Promise<unknown> =>
  call('POST', '/api/v1/auth/reset-password', { body: { token, password } });

export const confirmEmail = (token: string): Promise<unknown> => call('POST', '/api/v1/auth/confirm-email', { body: { token } });

/** Another service to sign in at. */
export interface Provider {
  id: string;
  name: string;
}

export const listProviders = (): Promise<{ providers: Provider[] }> => call('GET', '/api/v1/auth/oidc/providers');

/** Where a browser goes to sign in there. @param returnTo where it is at the end */
export const signInAt = (provider: string, returnTo: string): string =>
  `/api/v1/auth/oidc/${encodeURIComponent(provider)}/start?${new URLSearchParams({ return_to: returnTo })}`;
