import type { Sketch, Status, TaskUpdate } from '../api/types.ts';

export const isFinal = (status: Status): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled';

/** What this page remembers of a sketch that the server's record does not carry. */
export interface Memo {
  /** The small preview that it was chosen by. */
  preview: string;
  photoUrl: string;
  photoKey: string;
  /** Width through height. */
  aspect: number;
}

/** Every sketch that this page has seen, kept up to date by what the WebSocket says. */
export class SketchBook {
  private readonly sketches = new Map<string, Sketch>();
  private readonly idByTask = new Map<string, string>();
  private readonly memos = new Map<string, Memo>();
  private readonly heard = new Map<string, number>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(id: string): Sketch | undefined {
    return this.sketches.get(id);
  }

  /** How long ago the server gave the sketch's signed addresses. */
  ageMs(id: string): number {
    return Date.now() - (this.heard.get(id) ?? 0);
  }

  memo(id: string): Memo | undefined {
    return this.memos.get(id);
  }

  remember(id: string, memo: Memo): void {
    this.memos.set(id, memo);
  }

  put(sketch: Sketch): void {
    this.sketches.set(sketch.id, this.newest(sketch));
    this.heard.set(sketch.id, Date.now());
    this.idByTask.set(sketch.task_id, sketch.id);
    this.changed();
  }

  remove(id: string): void {
    this.sketches.delete(id);
    this.memos.delete(id);
    this.changed();
  }

  clear(): void {
    this.sketches.clear();
    this.idByTask.clear();
    this.memos.clear();
    this.changed();
  }

  unfinished(): Sketch[] {
    return [...this.sketches.values()].filter((sketch) => !isFinal(sketch.status));
  }

  /** Answers the sketch as it is now, or undefined when it is none of ours. */
  apply(update: TaskUpdate): Sketch | undefined {
    const id = this.idByTask.get(update.task_id) ?? update.job_id;
    const before = this.sketches.get(id);
    if (before === undefined || isFinal(before.status)) {
      return before;
    }
    const after = {
      ...before,
      status: update.status,
      progress: update.progress,
      error: update.error ?? before.error,
    };
    this.sketches.set(id, after);
    this.changed();
    return after;
  }

  /** An answer to a question asked earlier must not undo what the WebSocket has said since. */
  private newest(answer: Sketch): Sketch {
    const known = this.sketches.get(answer.id);
    const isBehind = known !== undefined && isFinal(known.status) && !isFinal(answer.status);
    return isBehind ? { ...answer, status: known.status, progress: known.progress } : answer;
  }

  private changed(): void {
    this.listeners.forEach((listener) => listener());
  }
}
