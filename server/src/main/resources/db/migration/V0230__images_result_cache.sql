create table images_cache (
  scope uuid not null,
  key text not null,
  owner uuid not null,
  made jsonb not null,
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  primary key (scope, key)
);

create index images_cache_owner on images_cache (owner);
create index images_cache_created_at on images_cache (created_at);
create index images_cache_used_at on images_cache (used_at);

comment on table images_cache is 'Results that equal jobs get. A row holds no bytes: it names contents, and is worth something only as long as an object of theirs is there.';
comment on column images_cache.scope is 'Who gets it: a user, or everybody (all zeros).';
comment on column images_cache.key is 'SHA-256 over the operations, their parameters, the contents of the inputs, the output and what makes it.';
comment on column images_cache.owner is 'Whom it was made for.';
comment on column images_cache.made is 'Who made it with what, and the contents of its pictures.';
