/// Group commit: many callers, one transaction.
package dev.pictor.jobs.internal.commit;
