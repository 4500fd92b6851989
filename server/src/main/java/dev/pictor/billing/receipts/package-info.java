/// Receipts and notifications of all stores in one place: which store has to look at a proof, whose
/// it is, what was heard before, and what becomes of it.
package dev.pictor.billing.receipts;
