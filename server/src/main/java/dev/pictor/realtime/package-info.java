/// The event log, live: every change of a caller's jobs, in order and without gaps, over a
/// WebSocket. Which words a message uses is the surface's business.
package dev.pictor.realtime;
