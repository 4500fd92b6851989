/// Tells users' own servers what happened: endpoints, signing, deliveries.
///
/// **How an event gets out.** Triggers on the event log of jobs and on accounts write a row of
/// `webhook_delivery` in the transaction that makes the event, so none is lost and no job knows of
/// webhooks. {@link dev.pictor.webhooks.Webhooks} runs duties on every node that claim due rows,
/// send them by `platform.fetch.GuardedPost`, and write down what came back. A node that dies in
/// between leaves a claim that ends by itself: an event comes at least once, always under the same
/// `webhook-id`.
///
/// **Whom a dead receiver delays.** Itself: a receiver has a few deliveries on their way at once,
/// one while it fails, and all failing ones together have half of a node's places.
///
/// **Order.** Of a job's events for one receiver, only the first that is not done is sent. Progress
/// is tried once, so it cannot hold up the end.
///
/// **Time.** The outbox is due at once, which needs no clock; everything later goes by the nodes'
/// clock. Only when an event happened is the database's word.
package dev.pictor.webhooks;
