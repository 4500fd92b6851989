import { call } from './http.ts';

export interface Artifact {
  id: string;
  artifact_type: string;
  output_url: string;
  /** A small JPEG. */
  preview_url: string | null;
  /** Comes as an attachment with a name. */
  download_url: string | null;
  width: number;
  height: number;
  file_size: number;
  mime_type: string;
  models: { step: string; model: string }[];
}

export interface OperationError {
  code: string;
  message: string;
  retryable: boolean;
}

/** A job of any kind but a sketch, in the native words. */
export interface Operation {
  id: string;
  job_type: string;
  status: 'pending' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  progress: number;
  /** What was asked for; its pictures as addresses that are signed anew with each answer. */
  params: Params | null;
  artifacts: Artifact[];
  created_at: string;
  processing_time_ms: number | null;
  error: OperationError | null;
}

export interface ThemeInfo {
  id: string;
  name: string;
  description: string;
  preview_url: string | null;
}

/** What a tool asks for: addresses of pictures, numbers, words. */
export type Params = Record<string, string | number | boolean>;

/** The same `attempt` twice makes one job, so a request may be repeated after a lost answer. */
export const createOperation = (type: string, params: Params, attempt: string): Promise<Operation> =>
  call('POST', '/api/v1/jobs', { body: { job_type: type, params }, headers: { 'Idempotency-Key': attempt } });

/** What a job would cost, and how long it would take. */
export interface Quote {
  cost_credits: number;
  /** -1 where credits are switched off. */
  balance: number;
  /** How many credits there are too few. */
  missing: number;
  waiting: { seconds: number | null };
}

/** Pictures do not matter for the price. */
export const quoteOf = (type: string, params: Params): Promise<Quote> =>
  call('POST', '/api/v1/quotes', { body: { job_type: type, params } });

export const getOperation = (id: string, signal?: AbortSignal): Promise<Operation> =>
  call('GET', `/api/v1/jobs/${encodeURIComponent(id)}`, signal ? { signal } : {});

export const cancelOperation = (id: string): Promise<Operation> =>
  call('POST', `/api/v1/jobs/${encodeURIComponent(id)}/cancel`);

export const availableThemes = (): Promise<ThemeInfo[]> => call('GET', '/api/themes');

export const isFinal = ({ status }: Operation): boolean => status !== 'pending' && status !== 'running';
