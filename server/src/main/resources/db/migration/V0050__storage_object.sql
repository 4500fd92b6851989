create table storage_blob (
  sha256       text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size         bigint      not null check (size >= 0),
  last_used_at timestamptz not null
);

create index storage_blob_last_used_at on storage_blob (last_used_at);

comment on table storage_blob is 'Contents, each kept once at blobs/<first two digits>/<sha256>. How often one is used is counted from storage_object, never stored, so no crash can make the count wrong.';
comment on column storage_blob.last_used_at is 'When an object last took or left these bytes; the sweeper spares what was used within the hour.';

create table storage_object (
  key           text primary key,
  owner         uuid        not null,
  state         text        not null check (state in ('pending', 'uploaded', 'confirmed')),
  filename      text        not null,
  declared_type text        not null,
  declared_size bigint      not null,
  sha256        text        references storage_blob,
  size          bigint,
  media_type    text,
  width         integer,
  height        integer,
  created_at    timestamptz not null,
  expires_at    timestamptz,
  check ((state = 'pending') = (sha256 is null)),
  check ((sha256 is null) = (size is null)),
  check (state <> 'confirmed' or (media_type is not null and expires_at is null)),
  check (state = 'confirmed' or expires_at is not null)
);

create index storage_object_owner on storage_object (owner, created_at desc);
create index storage_object_sha256 on storage_object (sha256);
create index storage_object_expires_at on storage_object (expires_at) where expires_at is not null;

comment on table storage_object is 'What users see as objects: a name of their own for some content.';
comment on column storage_object.state is 'pending: reserved, nothing came yet. uploaded: the bytes are here, nobody vouched for them. confirmed: looked at, stays until it is deleted.';
comment on column storage_object.declared_type is 'What the uploader said; never what is served.';
comment on column storage_object.media_type is 'What the bytes are, as their magic bytes say.';
comment on column storage_object.expires_at is 'When a sweeper removes an object that was not confirmed.';
