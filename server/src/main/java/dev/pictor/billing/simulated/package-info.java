/// The stores as their references describe them, as real HTTP servers on this machine with keys of
/// their own: for tests, and for trying a purchase without an account at a store. They sell for no
/// money, tell of it as the stores do, and misbehave to order.
package dev.pictor.billing.simulated;
