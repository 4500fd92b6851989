/// Google Play: purchase tokens are looked up at Google, its real-time notifications are checked
/// and then looked up too, and what was granted is acknowledged in time.
package dev.pictor.billing.play;
