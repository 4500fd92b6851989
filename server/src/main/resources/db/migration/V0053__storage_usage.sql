create table storage_usage (
  owner uuid   primary key,
  bytes bigint not null,
  files bigint not null
);

comment on table storage_usage is 'What an owner has in confirmed objects. Changed in the transaction that confirms or deletes, under the lock of this row, so that two at once cannot pass the limit together.';

insert into storage_usage (owner, bytes, files)
select owner, sum(size), count(*) from storage_object where state = 'confirmed' group by owner;

alter table storage_object add column used_at timestamptz;
update storage_object set used_at = created_at;
alter table storage_object alter column used_at set not null;

create index storage_object_used_at on storage_object (owner, used_at)
  where state = 'confirmed' and place = 'private';

comment on column storage_object.used_at is 'When it was made, or a job last asked for it; retention counts from here.';

alter table storage_object add column is_exact boolean not null default true;

comment on column storage_object.is_exact is 'Whether exactly declared_size bytes are to come, or at most as many.';
