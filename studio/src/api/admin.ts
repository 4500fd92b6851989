import { call } from './http.ts';
import type { Account } from './account.ts';
import type { Movement, Purchases, Room, Standing } from './holdings.ts';

export interface Mail {
  id: string;
  to: string;
  subject: string;
  state: 'pending' | 'sent' | 'failed';
  attempts: number;
  /** What the last try failed with. */
  error: string | null;
  created_at: string;
  sent_at: string | null;
}

/** Its text is gone once a mail server has taken it. */
export interface WholeMail {
  mail: Mail;
  text: string | null;
  html: string | null;
}

/** A part of a list, newest first. */
export interface Part<T> {
  items: T[];
  next: string | null;
}

const ADMIN = '/api/v1/admin';

function part(path: string, cursor: string | null, more: Record<string, string> = {}): string {
  return `${ADMIN}/${path}?${new URLSearchParams({ ...more, limit: '20', ...(cursor === null ? {} : { cursor }) })}`;
}

export const listMails = (cursor: string | null): Promise<Part<Mail>> => call('GET', part('outbox', cursor));

export const getMail = (id: string): Promise<WholeMail> => call('GET', `${ADMIN}/outbox/${encodeURIComponent(id)}`);

/** A page of its own, with rules that let nothing run in it. */
export const mailPage = (id: string): string => `${ADMIN}/outbox/${encodeURIComponent(id)}/html`;

export const listUsers = (query: string, cursor: string | null): Promise<Part<Account>> =>
  call('GET', part('users', cursor, query === '' ? {} : { q: query }));

export const changeUser = (id: string, change: { role?: string; disabled?: boolean }): Promise<Account> =>
  call('PATCH', `${ADMIN}/users/${encodeURIComponent(id)}`, { body: change });

/** A user with what is counted of them. */
export interface WholeUser extends Account {
  account: Standing;
  storage: Room;
  /** The newest first. */
  entries: Movement[];
}

const oneUser = (id: string): string => `${ADMIN}/users/${encodeURIComponent(id)}`;

export const getUser = (id: string): Promise<WholeUser> => call('GET', oneUser(id));

export const getPurchases = (id: string): Promise<Purchases> => call('GET', `${oneUser(id)}/purchases?limit=5`);

/** What an admin gives. */
export interface Gift {
  plan: string;
  /** Images in all, -1 without limit; null for the usual number. */
  image_quota: number | null;
  /** When it ends; null for never. */
  until: string | null;
  reason: string;
}

export const givePlan = (id: string, gift: Gift): Promise<Standing> => call('PUT', `${oneUser(id)}/plan`, { body: gift });

/** @param attempt the same one moves credits once, however often it is sent */
export const moveCredits = (id: string, amount: number, reason: string, attempt: string): Promise<Standing> =>
  call('POST', `${oneUser(id)}/credits`, {
    body: { kind: 'correction', amount, reason },
    headers: { 'Idempotency-Key': attempt },
  });
