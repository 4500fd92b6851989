/** What a message with this number means after those that came before it. */
export type Arrival = 'next' | 'gap' | 'old';

/** The last number seen of each job: `seq` grows by one per job, so holes and echoes show. */
export class Sequence {
  private readonly last = new Map<string, number>();
  private readonly asked = new Set<string>();

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

  /** From where on to tell again, for these jobs: all of it for one that was never heard of. */
  since(jobs: string[]): Record<string, number> {
    return Object.fromEntries(jobs.map((job) => [job, this.last.get(job) ?? 0]));
  }
}
