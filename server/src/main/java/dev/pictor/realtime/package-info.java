/// The event log as WebSocket messages.
package dev.pictor.realtime;
