/// Jobs as a plain queue on PostgreSQL: states, leases, retries, rescue, fair turns. It knows
/// neither money nor pixels.
///
/// {@link dev.pictor.jobs.Jobs} is the way in: submit, find, list, cancel, follow. {@link
/// dev.pictor.jobs.Workers} runs jobs. `docs/decisions/0001-own-queue.md` says why the queue is our
/// own.
package dev.pictor.jobs;
