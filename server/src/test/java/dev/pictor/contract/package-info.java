/// What the OpenAPI document promises, checked against the running service: every operation, every
/// caller, and requests of any kind.
package dev.pictor.contract;
