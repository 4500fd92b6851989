/// The built-in engine as a provider: needs no key, no network and no GPU.
package dev.pictor.providers.local;
