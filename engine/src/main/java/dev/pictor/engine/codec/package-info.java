/// Bytes to pixels and back. Limits are checked on the header, before a pixel exists.
package dev.pictor.engine.codec;
