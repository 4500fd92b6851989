import { cursorOf } from './link.ts';
import type { ProblemBody } from './types.ts';

/** A failure in words that can be shown, whether the server said them or the network did. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly fields: ReadonlyMap<string, string> = new Map(),
  ) {
    super(message);
  }

  static offline(): Problem {
    return new Problem('Pictor cannot be reached. Check your connection, then try again.', 0, 'offline');
  }

  static of(cause: unknown): Problem {
    return cause instanceof Problem ? cause : new Problem('Something went wrong on this page. Reload it and try again.', 0, 'page');
  }
}

interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

const signedOutListeners = new Set<() => void>();

/** Tells when the server no longer knows us (the session ended or was revoked elsewhere). */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** A part of a list, and where the next one begins; null after the last. */
export interface Part<T> {
  items: T[];
  next: string | null;
}

export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const answer = await answered(method, path, options);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** A list whose header says where it goes on. */
export async function callPart<T>(path: string): Promise<Part<T>> {
  const answer = await answered('GET', path, {});
  return { items: (await answer.json()) as T[], next: cursorOf(answer.headers.get('Link')) };
}

async function answered(method: string, path: string, options: CallOptions): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json', ...options.headers });
  const request: RequestInit = { method, headers, credentials: 'same-origin' };
  if (options.body !== undefined) {
    headers.set('Content-Type', 'application/json');
    request.body = JSON.stringify(options.body);
  }
  if (options.signal) {
    request.signal = options.signal;
  }
  const answer = await send(path, request);
  if (!answer.ok) {
    const problem = await problemIn(answer);
    // A wrong password, asked for once more before something grave, ends no session.
    if (answer.status === 401 && problem.code !== 'bad_credentials' && !path.startsWith('/api/auth/')) {
      signedOutListeners.forEach((listener) => listener());
    }
    throw problem;
  }
  return answer;
}

async function send(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') {
      throw cause;
    }
    throw Problem.offline();
  }
}

async function problemIn(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as ProblemBody;
  const fields = new Map((body.errors ?? []).map((error) => [error.field, error.message]));
  return new Problem(sentence(answer, body), answer.status, body.code ?? 'unknown', fields);
}

function sentence(answer: Response, body: ProblemBody): string {
  if (typeof body.detail === 'string' && body.detail !== '') {
    return body.detail;
  }
  if (answer.status === 429) {
    return 'That was a little too fast. Wait a moment, then try again.';
  }
  return body.title ?? `The server answered ${answer.status}. Try again in a moment.`;
}
