-- What stores state, as it came, and what it brought. What a user has is worked out from `billing_store_fact` and `billing_plan_event`; both are
-- only added to.

create table billing_line (
  store       text        not null check (store in ('app_store', 'play_store', 'stripe', 'paddle')),
  environment text        not null check (environment in ('production', 'sandbox')),
  line        text        not null,
  user_id     uuid,
  created_at  timestamptz not null default now(),
  primary key (store, environment, line)
);

create index billing_line_user on billing_line (user_id) where user_id is not null;

comment on table billing_line is 'A subscription through all its renewals, or a single purchase. Whoever changes anything about it locks this row first.';
comment on column billing_line.user_id is 'Who showed the store''s proof of it first; null while nobody has, and again when that user was deleted.';

create table billing_transaction (
  id             bigint      generated always as identity primary key,
  store          text        not null,
  environment    text        not null,
  transaction_id text        not null,
  line           text        not null,
  user_id        uuid,
  credits        bigint      check (credits >= 0),
  taken_back     boolean     not null default false,
  created_at     timestamptz not null default now(),
  unique (store, environment, transaction_id),
  foreign key (store, environment, line) references billing_line,
  check ((user_id is null) = (credits is null))
);

create index billing_transaction_line on billing_transaction (store, environment, line);
create index billing_transaction_user on billing_transaction (user_id) where user_id is not null;

comment on table billing_transaction is 'A payment, whoever reported it. Its credits are granted once ever, to one user.';
comment on column billing_transaction.user_id is 'Who was granted its credits; stays when that user is deleted, so that nobody is granted them again.';
comment on column billing_transaction.credits is 'What it brought when it was granted, which may be 0; null while nobody was granted anything.';
comment on column billing_transaction.taken_back is 'It was refunded or revoked, and its credits were taken back or are owed.';

create table billing_store_fact (
  id             bigint      generated always as identity primary key,
  received_at    timestamptz not null,
  store          text        not null,
  environment    text        not null,
  source         text        not null check (source in ('validate', 'notification', 'superwall', 'simulator')),
  fact_id        text        not null,
  transaction_id text        not null,
  line           text        not null,
  product_id     text        not null,
  kind           text        not null check (kind in ('expired', 'hold', 'paused', 'bought', 'started', 'renewed', 'changed', 'change_planned', 'extended',
                                                      'grace', 'uncancelled', 'cancelled', 'refunded', 'revoked', 'refund_reversed')),
  at             timestamptz not null,
  until          timestamptz,
  quantity       int         not null check (quantity > 0),
  product_known  boolean     not null,
  plan           text        check (plan in ('pro', 'premium')),
  credits        bigint      not null check (credits >= 0),
  unique (store, environment, source, fact_id),
  foreign key (store, environment, line) references billing_line
);

create index billing_store_fact_line on billing_store_fact (store, environment, line);
create index billing_store_fact_unknown on billing_store_fact (product_id) where not product_known;

comment on table billing_store_fact is 'One thing that a store stated. Only added to.';
comment on column billing_store_fact.received_at is 'By the clock that plans go by.';
comment on column billing_store_fact.product_known is 'Whether PRODUCTS had the product at that time; where not, what it says later counts.';
comment on column billing_store_fact.plan is 'The plan that the product brought at that time; null for none.';
comment on column billing_store_fact.credits is 'The credits that one of the product brought at that time.';

create table billing_plan_event (
  id      bigint      generated always as identity primary key,
  at      timestamptz not null,
  user_id uuid        not null,
  plan    text        not null check (plan in ('free', 'pro', 'premium')),
  until   timestamptz
);

create index billing_plan_event_user on billing_plan_event (user_id, id);

comment on table billing_plan_event is 'A plan that an admin gave a user; the last one counts, free takes away what admins gave. Only added to.';
comment on column billing_plan_event.at is 'By the clock that plans go by.';

create table billing_plan_note (
  event_id bigint primary key references billing_plan_event,
  reason   text   not null,
  actor    uuid
);

comment on table billing_plan_note is 'Why, and which admin; apart from the events, as words about people can be erased.';

create function billing_refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'what happened is only added to; tell what happened next instead';
end $$;

create trigger billing_store_fact_is_append_only before update or delete or truncate on billing_store_fact
  for each statement execute function billing_refuse_rewriting();

create trigger billing_plan_event_is_append_only before update or delete or truncate on billing_plan_event
  for each statement execute function billing_refuse_rewriting();
