/// Stored objects: put, get, sign, expire. It does not decode, and does not decide who may see
/// what.
package dev.pictor.storage;
