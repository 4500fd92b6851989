-- The audit of purchases looks at what stores sold, not at every job that was ever paid.
create index billing_transfer_purchase on billing_transfer (user_id) where purchase_id is not null;
