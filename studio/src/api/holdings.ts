import { call } from './http.ts';

/** Limits are -1 where there is none. */
export interface Room {
  bytes_used: number;
  bytes_limit: number;
  files_used: number;
  files_limit: number;
}

export interface Quota {
  name: string;
  /** -1 without limit. */
  limit: number;
  used: number;
  remaining: number;
  resets_at: string | null;
}

export interface Standing {
  plan: string;
  /** -1 where credits are switched off. */
  credits: number;
  /** What unfinished jobs hold of them. */
  held: number;
  quotas: Quota[];
}

/** What somebody has subscribed to. */
export interface Subscription {
  state: string;
  /** When it ends, or ended; null for what has no end. */
  until: string | null;
  renews: boolean;
}

/** A payment in a store. */
export interface Purchase {
  id: string;
  at: string;
  product_id: string;
  state: string;
}

export interface Purchases {
  items: Purchase[];
  /** Credits of refunded purchases that were spent already. */
  owed: number;
}

export interface Movement {
  id: number;
  at: string;
  kind: string;
  /** What the wallet got; negative for what it gave. */
  amount: number;
  reason: string | null;
}

export interface Wallet {
  account: Standing;
  entries: Movement[];
  next: string | null;
}

export const getRoom = (): Promise<Room> => call('GET', '/api/v1/account/storage');

export const getSubscription = (): Promise<Subscription> => call('GET', '/api/v1/subscription');

export const getWallet = (): Promise<Wallet> => call('GET', '/api/v1/account/credits?limit=5');
