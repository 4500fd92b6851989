import { call } from './http.ts';

export type Scope = 'read' | 'write' | 'account' | 'admin';

/** A key without its secret. */
export interface ApiKey {
  id: string;
  name: string;
  /** How its text begins, to find it again. */
  prefix: string;
  scopes: Scope[];
  rate_limit_per_minute: number | null;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** A new key; its text is nowhere else and never comes again. */
export interface MadeKey {
  key: string;
  details: ApiKey;
}

export interface KeyWish {
  name: string;
  scopes: Scope[];
  expires_at: string | null;
}

export const listKeys = async (): Promise<ApiKey[]> => (await call<{ items: ApiKey[] }>('GET', '/api/v1/keys')).items;

export const makeKey = (wish: KeyWish): Promise<MadeKey> => call('POST', '/api/v1/keys', { body: wish });

export const revokeKey = (id: string): Promise<void> => call('DELETE', `/api/v1/keys/${encodeURIComponent(id)}`);

export function standingOf(key: ApiKey, now: number = Date.now()): 'active' | 'expired' | 'revoked' {
  if (key.revoked_at !== null) {
    return 'revoked';
  }
  return key.expires_at !== null && Date.parse(key.expires_at) <= now ? 'expired' : 'active';
}
