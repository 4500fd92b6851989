alter table storage_object drop constraint storage_object_sha256_fkey;
alter table storage_blob drop constraint storage_blob_pkey;
drop index storage_object_sha256;

alter table storage_blob
  add column place text not null default 'private'
    check (place in ('private', 'profile_photos', 'user_assets', 'renders')),
  add column generation bigint not null generated always as identity,
  add primary key (place, sha256);

alter table storage_object
  add column place text not null default 'private'
    check (place in ('private', 'profile_photos', 'user_assets', 'renders')),
  add foreign key (place, sha256) references storage_blob (place, sha256);

create index storage_object_content on storage_object (place, sha256);

comment on column storage_blob.place is 'Where the bytes lie: a bucket of their own, or a prefix in the one bucket or folder. Equal bytes are kept once in each place.';
comment on column storage_blob.generation is 'Another number each time the row is made: who brought the bytes before its transaction sees by it that no sweeper took them meanwhile.';
comment on column storage_object.place is 'Who may read it without a link: nobody (private, user_assets) or everybody (profile_photos, renders).';
