import { call, callPart, type Part } from './http.ts';

/** A conversation with the assistant. */
export interface Chat {
  id: string;
  session_name: string;
  /** What it is about; null for nothing. */
  project_id: string | null;
  created_at: string;
}

export interface ChatMessage {
  /** Grows with time, so that messages are sorted by it. */
  id: string;
  chat_id: string;
  sender: 'user' | 'assistant';
  content: string;
  /** The message that an answer is for. */
  reply_to: string | null;
  /** What the assistant changed in the project, by the names of its fields. */
  changes: Record<string, unknown>;
  /** The job that the assistant started. */
  job_id: string | null;
  created_at: string;
}

/** What the line says of a message, this page's own included. */
export interface ChatSaid {
  type: 'chat_message';
  chat_id: string;
  message: ChatMessage;
}

export interface Fault {
  code: string;
  message: string;
  retryable: boolean;
}

/** One thumbnail of a job, made or not. */
export interface Variant {
  variant: number;
  status: 'completed' | 'failed';
  /** Null when it was not made, or is deleted. */
  url: string | null;
  download_url: string | null;
  width: number | null;
  height: number | null;
  error: Fault | null;
}

export interface ThumbnailJob {
  id: string;
  status: 'queued' | 'processing' | 'completed' | 'failed' | 'cancelled';
  progress: number;
  variants: number;
  artifacts: Variant[];
  /** What one should know of it. */
  notice: string | null;
  error: Fault | null;
  created_at: string;
}

export interface Project {
  id: string;
  mode: string;
  platform: string;
  width: number;
  height: number;
  headline: string;
  subtext: string;
  vibe: string;
  colours: string[];
  variants: number;
  /** The newest twenty, newest first. */
  jobs: ThumbnailJob[];
}

export const getChat = (id: string): Promise<Chat> => call('GET', `/api/v1/chat/${encodeURIComponent(id)}`);

/** The last messages, oldest first; `next` leads to what was said before. */
export const listMessages = (id: string, cursor: string | null): Promise<Part<ChatMessage>> =>
  callPart(`/api/v1/chat/${encodeURIComponent(id)}/messages${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`);

/** The assistant's answer is stored before this is answered. */
export const say = (id: string, content: string): Promise<ChatMessage> =>
  call('POST', `/api/v1/chat/${encodeURIComponent(id)}/messages`, { body: { content, sender: 'user' } });

export const getProject = (id: string): Promise<Project> => call('GET', `/api/v1/projects/${encodeURIComponent(id)}`);
