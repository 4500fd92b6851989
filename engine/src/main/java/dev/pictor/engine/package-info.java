/// Local image processing as a plain library. It knows pictures and nothing else: no HTTP, no SQL,
/// no settings, no users.
package dev.pictor.engine;
