/** What a message with this number means after those that came before it. */
export type Arrival = 'next' | 'gap' | 'old';

/** The last number seen of each job: `seq` grows by one per job, so holes and echoes show. */
export class Sequence {
  private readonly last = new Map<string, number>();
  private readonly asked = new Set<string>();

  /** Call it once a job is known, so that a reconnect asks for what it has missed of it. */
  expect(job: string): void {
    if (!this.last.has(job)) {
      this.last.set(job, 0);
    }
  }

  /**
   * The first message of a job sets the count, whatever its number: what came before it is in the
   * sketch that we have fetched. After a gap the number is kept as it was, so that asking again
   * brings the missing ones; but only once, for messages that the server no longer has must not
   * hold up those that it sends.
   */
  arrived(job: string, seq: number): Arrival {
    const last = this.last.get(job) ?? 0;
    if (seq <= last) {
      return 'old';
    }
    if (last !== 0 && seq > last + 1 && !this.asked.has(job)) {
      this.asked.add(job);
      return 'gap';
    }
    this.asked.delete(job);
    this.last.set(job, seq);
    return 'next';
  }

  forget(job: string): void {
    this.last.delete(job);
  }

  since(): Record<string, number> {
    return Object.fromEntries(this.last);
  }
}
