/// Workers in processes of their own that are killed with `kill -9` at named and at random points,
/// again and again, and what must be true of the jobs afterwards.
package dev.pictor.perf.storm;
