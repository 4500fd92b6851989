/// The neural nets that ship with the engine: which files there are, that they are the right ones,
/// and running them. What their numbers mean is known to the packages that use them.
package dev.pictor.engine.model;
