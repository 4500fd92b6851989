create table identity_link (
  provider     text        not null,
  subject      text        not null,
  user_id      uuid        not null references identity_user (id) on delete cascade,
  created_at   timestamptz not null,
  last_used_at timestamptz not null,
  primary key (provider, subject)
);

create index identity_link_user_id on identity_link (user_id);

comment on table identity_link is 'Accounts at other services by which users sign in here. It goes with its user.';
comment on column identity_link.provider is 'instagram, or the issuer of an OpenID Connect provider: what the operator calls it may change.';
comment on column identity_link.subject is 'Who it is there; never an address or a name, which can change hands.';

create table identity_sign_in_state (
  hash         bytea       primary key check (length(hash) = 32),
  provider     text        not null,
  browser_hash bytea       not null check (length(browser_hash) = 32),
  nonce        text        not null,
  verifier     text        not null,
  return_to    text        not null,
  link_to      uuid        references identity_user (id) on delete cascade,
  expires_at   timestamptz not null
);

create index identity_sign_in_state_expires_at on identity_sign_in_state (expires_at);

comment on table identity_sign_in_state is 'Visits to other services that have not come back yet. Coming back deletes the row, so none comes back twice.';
comment on column identity_sign_in_state.hash is 'SHA-256 of the state parameter, which has 256 random bits.';
comment on column identity_sign_in_state.browser_hash is 'SHA-256 of the cookie of the browser that went; no other may come back with it.';
comment on column identity_sign_in_state.verifier is 'The secret of PKCE; without the code, which only the browser brings, it is good for nothing.';
comment on column identity_sign_in_state.link_to is 'The user who was signed in and wants to sign in by this account too; null to sign in.';
