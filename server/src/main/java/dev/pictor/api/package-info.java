/// What Pictor offers beyond the five contracts: health, metrics and the documentation of its own
/// routes.
package dev.pictor.api;
