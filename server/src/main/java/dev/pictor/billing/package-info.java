/// What things cost and how many there are: plans, quotas a day, and a wallet of credits kept as a
/// double-entry ledger. It knows no job states, no providers and no pictures.
package dev.pictor.billing;
