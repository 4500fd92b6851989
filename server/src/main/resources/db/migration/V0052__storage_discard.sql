create table storage_discard (
  place   text        not null,
  key     text        not null,
  due_at  timestamptz not null,
  last_at timestamptz not null,
  primary key (place, key)
);

create index storage_discard_due_at on storage_discard (due_at);

comment on table storage_discard is 'What clients put into a store elsewhere and nobody needs any more. Deleted once when it is due and once more at the end, as the link to put it may still be used; a store that is away loses no deletion.';
