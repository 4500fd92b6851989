create table identity_user (
  id            uuid primary key,
  email         text,
  email_key     text unique,
  username      text,
  username_key  text unique,
  full_name     text,
  password_hash text        not null,
  role          text        not null check (role in ('user', 'admin')),
  created_at    timestamptz not null,
  constraint identity_user_has_a_name check (email_key is not null or username_key is not null),
  check ((email is null) = (email_key is null)),
  check ((username is null) = (username_key is null))
);

comment on table identity_user is 'People and programs that have registered.';
comment on column identity_user.email_key is 'The address in lower case: two users never share one.';
comment on column identity_user.username_key is 'The username in lower case: two users never share one.';
comment on column identity_user.password_hash is 'PHC string: algorithm, parameters, salt and hash; replaced at sign-in when our parameters have changed.';
