/// Apple's App Store: signed transactions, its notifications (version 2) and its server API,
/// checked by Apple's own library. It turns proofs into facts and grants nothing itself.
package dev.pictor.billing.appstore;
