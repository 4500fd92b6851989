/// Calls of services that the operator chose and configured: providers of pictures, stores. What
/// users name goes through `platform.fetch` instead, which trusts no address.
package dev.pictor.platform.partner;
