/// How other services say who somebody is: Instagram's own way and OpenID Connect. It knows
/// protocols and neither users nor tables.
package dev.pictor.identity.social;
