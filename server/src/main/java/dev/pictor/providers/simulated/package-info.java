/// Providers as their references describe them, as real HTTP servers on this machine: for tests and
/// for trying things out without a key. They make real, if plain, pictures, count what they made,
/// and misbehave to order.
package dev.pictor.providers.simulated;
