create table identity_revocation (
  token_id   text primary key,
  expires_at timestamptz not null
);

create index identity_revocation_expires_at on identity_revocation (expires_at);

comment on table identity_revocation is 'Tokens that were logged out before their end. A row goes when the token would have ended by itself.';
