create table identity_throttle (
  key        text primary key,
  failures   integer     not null,
  last_at    timestamptz not null
);

create index identity_throttle_last_at on identity_throttle (last_at);

comment on table identity_throttle is 'Failed sign-ins by account, by address, and by account at a known address.';
comment on column identity_throttle.key is 'A keyed hash: the table names nobody.';
comment on column identity_throttle.failures is 'Attempts since the last success; one that is under way counts as failed until it succeeds.';

create table identity_known_address (
  key   text primary key,
  until timestamptz not null
);

create index identity_known_address_until on identity_known_address (until);

comment on table identity_known_address is 'Addresses from which an account has signed in: strangers who guess elsewhere do not lock it out there.';
comment on column identity_known_address.key is 'A keyed hash of account and address.';
