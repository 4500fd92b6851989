/// Words between nodes, by PostgreSQL's LISTEN and NOTIFY. They only make things quicker: whoever
/// uses them also looks for itself from time to time.
package dev.pictor.jobs.internal.wake;
