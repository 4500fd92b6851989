-- The plan is no flag any more: what admins gave becomes events, and the account keeps what they and the facts of stores come to.

alter table billing_account
  add column entitlements jsonb       not null default '[]',
  add column turns_at     timestamptz,
  add column owed         bigint      not null default 0 check (owed >= 0);

comment on column billing_account.entitlements is 'What the user has and when that ends by itself: what follows from the events, kept here so that a submission need not look further. A duty compares.';
comment on column billing_account.turns_at is 'When the first of the entitlements is over; null when none follows.';
comment on column billing_account.owed is 'Credits of refunded purchases that were spent already; the next purchase pays them first.';

create index billing_account_turns_at on billing_account (turns_at) where turns_at is not null;

with given as (
  insert into billing_plan_event (at, user_id, plan) select updated_at, user_id, plan from billing_account where plan <> 'free' returning id)
insert into billing_plan_note (event_id, reason) select id, 'given before plans were events' from given;

update billing_account set entitlements = jsonb_build_array(jsonb_build_object('from', null, 'what', jsonb_build_object(
    'plan', plan, 'state', 'active', 'since', to_char(updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'until', null, 'renews', false,
    'store', null, 'product_id', null)))
  where plan <> 'free';

alter table billing_account drop column plan;

-- Stores stand beside the admins' grants; what is owed is an account of its own, below 0 as long as something is.
alter table billing_transfer
  drop constraint billing_transfer_kind_check,
  drop constraint billing_transfer_debit_check,
  drop constraint billing_transfer_credit_check,
  add column purchase_id bigint references billing_transaction,
  add constraint billing_transfer_kind_check check (kind in ('grant', 'hold', 'charge', 'release', 'refund', 'correction', 'forfeit', 'purchase',
    'purchase_refund', 'refund_reversed')),
  add constraint billing_transfer_debit_check check (debit in ('wallet', 'holds', 'revenue', 'grants', 'refunds', 'sales', 'owed')),
  add constraint billing_transfer_credit_check check (credit in ('wallet', 'holds', 'revenue', 'grants', 'refunds', 'sales', 'owed'));

comment on column billing_transfer.purchase_id is 'The payment in a store that it was for.';
