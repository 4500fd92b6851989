alter table identity_user
  add column dob                date,
  add column email_confirmed_at timestamptz,
  add column disabled_at        timestamptz,
  add column session_epoch      integer not null default 0,
  alter column password_hash drop not null;

create index identity_user_old_hash on identity_user ((substring(password_hash from 5 for 2)))
  where password_hash like '$2%';

comment on column identity_user.dob is 'The day of birth, where somebody has told it.';
comment on column identity_user.email_confirmed_at is 'When the address was shown to be theirs; null until then, and again after a change that is not confirmed.';
comment on column identity_user.disabled_at is 'When an admin closed the account; no credential of it counts while this is set.';
comment on column identity_user.session_epoch is 'Every token carries it; raising it ends all sessions of the user at once.';
comment on column identity_user.password_hash is 'PHC string: algorithm, parameters, salt and hash; a bcrypt string of an older system until the next sign-in. Null for accounts without a password.';
