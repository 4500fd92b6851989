/// Seedream by way of Ark: BytePlus ModelArk and Volcengine Ark, which are separate clouds with the
/// same API.
package dev.pictor.providers.seedream;
