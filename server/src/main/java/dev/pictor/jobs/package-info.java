/// Jobs as a plain queue: states, leases, retries, rescue, fair turns. It knows neither money nor
/// pixels.
package dev.pictor.jobs;
