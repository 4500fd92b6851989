create table identity_mail_token (
  hash       bytea       primary key check (length(hash) = 32),
  user_id    uuid        not null references identity_user (id) on delete cascade,
  purpose    text        not null check (purpose in ('confirm_email', 'change_email', 'reset_password')),
  email      text        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create index identity_mail_token_user_id on identity_mail_token (user_id, purpose);
create index identity_mail_token_expires_at on identity_mail_token (expires_at);

comment on table identity_mail_token is 'Links in mails that are still good. Using one deletes it.';
comment on column identity_mail_token.hash is 'SHA-256 of the token, which has 256 random bits.';
comment on column identity_mail_token.email is 'The address that the link went to; it is good for no other.';

create table identity_reset_request (
  email_key    text        primary key,
  requested_at timestamptz not null
);

comment on table identity_reset_request is 'Addresses for which somebody forgot a password. A duty finds out whether anybody has one of them, so that the request takes as long for all.';
