/// How often something may happen: token buckets, in this process or in a store that several nodes
/// share. It knows neither users nor requests.
package dev.pictor.platform.limits;
