import type { Scope } from '../../api/keys.ts';

interface ScopeWords {
  label: string;
  about: string;
  short: string;
}

/** What a key may be good for, in the order in which it is offered. */
export const SCOPES: Record<Scope, ScopeWords> = {
  read: { label: 'Look', about: 'See your pictures, jobs and projects.', short: 'Look' },
  write: { label: 'Make', about: 'Make, change and delete them.', short: 'Make' },
  account: { label: 'Account', about: 'Decide about keys, password, e-mail and the account itself.', short: 'Account' },
  admin: { label: 'Admin', about: 'Run this Pictor: users, themes and mails.', short: 'Admin' },
};

export const SCOPE_NAMES = Object.keys(SCOPES) as Scope[];
