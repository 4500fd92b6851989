import { call } from './http.ts';

/** The types of events that an endpoint can ask for. */
export const EVENTS = [
  'job.succeeded',
  'job.failed',
  'job.cancelled',
  'job.progress',
  'credits.changed',
  'subscription.changed',
] as const;

export type EventName = (typeof EVENTS)[number];

export interface Webhook {
  id: string;
  url: string;
  description: string;
  events: EventName[];
  enabled: boolean;
  failing_since: string | null;
  disabled: { at: string; reason: 'asked' | 'gone' | 'failing' | 'secret_lost'; detail: string } | null;
  created_at: string;
  updated_at: string;
}

/** An endpoint with its secret, which never comes again. */
export interface MadeWebhook {
  secret: string;
  endpoint: Webhook;
}

export interface Delivery {
  id: string;
  type: string;
  state: 'pending' | 'delivered' | 'failed' | 'stopped';
  happened_at: string;
  attempts: number;
  next_attempt_at: string | null;
  last_status: number | null;
  last_error: string | null;
}

const ALL = '/api/v1/webhooks';

const one = (id: string): string => `${ALL}/${encodeURIComponent(id)}`;

export const listWebhooks = async (): Promise<Webhook[]> => (await call<{ items: Webhook[] }>('GET', ALL)).items;

export const makeWebhook = (url: string, events: EventName[]): Promise<MadeWebhook> => call('POST', ALL, { body: { url, events } });

export const setEnabled = (id: string, enabled: boolean): Promise<Webhook> => call('PATCH', one(id), { body: { enabled } });

export const rotateSecret = (id: string): Promise<MadeWebhook> => call('POST', `${one(id)}/rotate-secret`, { body: {} });

export const tryWebhook = (id: string): Promise<void> => call('POST', `${one(id)}/test`);

export const deleteWebhook = (id: string): Promise<void> => call('DELETE', one(id));

export const lastDeliveries = async (id: string): Promise<Delivery[]> =>
  (await call<{ items: Delivery[] }>('GET', `/api/v1/webhook-deliveries?limit=10&endpoint_id=${encodeURIComponent(id)}`)).items;

export const replay = (delivery: string): Promise<void> =>
  call('POST', `/api/v1/webhook-deliveries/${encodeURIComponent(delivery)}/replay`);
