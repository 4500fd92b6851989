-- What stores told, so that telling it again changes nothing, and the purchase tokens of Google Play, which have to be acknowledged.

create table billing_store_notice (
  teller     text        not null check (teller in ('app_store', 'play_store', 'superwall')),
  notice_id  text        not null,
  word       text        not null,
  heard_at   timestamptz not null default now(),
  primary key (teller, notice_id)
);

create index billing_store_notice_heard_at on billing_store_notice (heard_at);

comment on table billing_store_notice is 'Notifications that were taken, by their sender''s id. A duty forgets them when nobody sends them again any more.';

create table billing_play_purchase (
  token_hash   bytea       primary key,
  token        text        not null,
  line         text        not null,
  linked_hash  bytea,
  user_id      uuid,
  product_id   text        not null,
  subscription boolean     not null,
  settled      boolean     not null,
  seen_at      timestamptz not null default now(),
  settle_at    timestamptz,
  attempts     int         not null default 0
);

create index billing_play_purchase_linked on billing_play_purchase (linked_hash) where linked_hash is not null;
create index billing_play_purchase_line on billing_play_purchase (line);
create index billing_play_purchase_user on billing_play_purchase (user_id) where user_id is not null;
create index billing_play_purchase_settle on billing_play_purchase (settle_at) where settle_at is not null;

comment on table billing_play_purchase is 'Purchase tokens of Google Play that were looked up. Written before the grant, so that a crash in between is made good.';
comment on column billing_play_purchase.line is 'The order of the first token of its chain; upgrades give a new token, and the chain goes on.';
comment on column billing_play_purchase.linked_hash is 'The token that this one took the place of.';
comment on column billing_play_purchase.user_id is 'Who showed it; null when only Google spoke of it.';
comment on column billing_play_purchase.settled is 'Google knows that it was granted: it is acknowledged, or consumed.';
comment on column billing_play_purchase.settle_at is 'When granting and acknowledging it is tried next; null when that is done or there is nothing to do.';
