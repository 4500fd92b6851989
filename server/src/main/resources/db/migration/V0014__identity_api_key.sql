create table identity_api_key (
  id                    uuid        primary key,
  user_id               uuid        not null references identity_user (id) on delete cascade,
  name                  text        not null,
  secret_hash           bytea       not null check (length(secret_hash) = 32),
  scopes                text[]      not null check (cardinality(scopes) > 0),
  rate_limit_per_minute integer     check (rate_limit_per_minute > 0),
  created_at            timestamptz not null,
  expires_at            timestamptz,
  last_used_at          timestamptz,
  revoked_at            timestamptz
);

create index identity_api_key_user_id on identity_api_key (user_id, id);
create index identity_api_key_end on identity_api_key (least(expires_at, revoked_at));

comment on table identity_api_key is 'Keys that programs use instead of a session. A row goes 30 days after the key has ended.';
comment on column identity_api_key.secret_hash is 'SHA-256 of the secret. The secret has 256 random bits, so nothing slower is needed, and it is shown once.';
comment on column identity_api_key.scopes is 'What the key is good for; never more than its user.';
comment on column identity_api_key.rate_limit_per_minute is 'A limit of its own, within that of its user; null for none.';
comment on column identity_api_key.last_used_at is 'Correct to a minute.';
