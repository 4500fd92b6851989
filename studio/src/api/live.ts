import type { ChatSaid } from './chats.ts';
import { Sequence } from './sequence.ts';
import type { TaskUpdate } from './types.ts';

/** `off` until somebody is signed in; `lost` while it tries to come back. */
export type Line = 'off' | 'connecting' | 'open' | 'lost';

/** What a page hears; `returned` after a break in which it may have missed something. */
export type News = TaskUpdate | ChatSaid | { type: 'returned' };

const TOKEN_EXPIRED = 4401;
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;
const DOUBT_AFTER = 3;

interface Listeners {
  onUpdate(update: TaskUpdate): void;
  onLine(line: Line): void;
  /** The line is back after a break. */
  onReturn(): void;
  /** The session is over. */
  onExpired(): void;
  /** A refused handshake does not say why: it may be the session. */
  onDoubt(): void;
  /** The jobs to ask for after a break. */
  unfinished(): string[];
}

/** The one WebSocket: it comes back by itself and then asks for what it has missed. */
export class Live {
  private readonly sequence = new Sequence();
  private readonly hearers = new Set<(news: News) => void>();
  private socket: WebSocket | null = null;
  private timer = 0;
  private failures = 0;
  private wasOpen = false;

  constructor(private readonly listeners: Listeners) {
    // A browser that goes offline may take minutes to notice that its sockets are dead.
    addEventListener('offline', () => this.socket && this.listeners.onLine('lost'));
    addEventListener('online', () => (this.isOpen() ? this.listeners.onLine('open') : this.retryNow()));
  }

  /** Tells a page what comes, until it calls what this returns. */
  hear(hearer: (news: News) => void): () => void {
    this.hearers.add(hearer);
    return () => void this.hearers.delete(hearer);
  }

  private tell(news: News): void {
    this.hearers.forEach((hearer) => hearer(news));
  }

  private isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  open(): void {
    if (this.socket === null) {
      this.connect();
    }
  }

  close(): void {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    this.wasOpen = false;
    socket?.close();
    this.listeners.onLine('off');
  }

  retryNow(): void {
    if (this.socket !== null && this.socket.readyState === WebSocket.CLOSED) {
      clearTimeout(this.timer);
      this.connect();
    }
  }

  private connect(): void {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`);
    this.socket = socket;
    this.listeners.onLine(this.wasOpen || this.failures > 0 ? 'lost' : 'connecting');
    socket.onmessage = (event) => socket === this.socket && this.receive(String(event.data));
    socket.onclose = (event) => socket === this.socket && this.closed(event.code);
  }

  private receive(text: string): void {
    const message = JSON.parse(text) as { type: string };
    if (message.type === 'hello') {
      this.greeted();
    } else if (message.type === 'task_update') {
      this.update(message as TaskUpdate);
      this.tell(message as TaskUpdate);
    } else if (message.type === 'chat_message') {
      this.tell(message as ChatSaid);
    }
  }

  private greeted(): void {
    this.failures = 0;
    this.listeners.onLine('open');
    if (this.wasOpen) {
      this.resume();
      this.listeners.onReturn();
      this.tell({ type: 'returned' });
    }
    this.wasOpen = true;
  }

  private update(update: TaskUpdate): void {
    switch (this.sequence.arrived(update.job_id, update.seq)) {
      case 'next':
        this.listeners.onUpdate(update);
        break;
      case 'gap':
        this.resume();
        break;
      case 'old':
        break;
    }
  }

  private resume(): void {
    this.socket?.send(JSON.stringify({ type: 'resume', since: this.sequence.since(this.listeners.unfinished()) }));
  }

  private closed(code: number): void {
    if (code === TOKEN_EXPIRED) {
      this.close();
      this.listeners.onExpired();
      return;
    }
    this.failures += 1;
    this.listeners.onLine('lost');
    if (this.failures % DOUBT_AFTER === 0) {
      this.listeners.onDoubt();
    }
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.failures - 1, 10));
    // Spread out, so that a restarted server does not get every page back in the same instant.
    this.timer = setTimeout(() => this.connect(), wait * (0.75 + Math.random() / 2));
  }
}
