/// Providers on other machines: the contract that each of them fulfils, and the running of a step
/// at one of them so that nothing is lost or paid for twice.
package dev.pictor.providers.remote;
