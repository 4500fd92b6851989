/// Superwall's webhooks, sent by Svix: signature, time window, and what their events mean, in the
/// older envelope and in the newer one.
package dev.pictor.billing.superwall;
