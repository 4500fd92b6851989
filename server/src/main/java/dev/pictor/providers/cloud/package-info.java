/// What the providers in the cloud have in common: bodies that carry pictures, events of an answer
/// that is still coming, and what their HTTP statuses mean for money.
package dev.pictor.providers.cloud;
