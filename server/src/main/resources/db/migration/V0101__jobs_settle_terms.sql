alter table job add settles boolean not null default false;

comment on column job.settles is 'The job was submitted under terms, a price or a quota, that are settled in the transaction that ends it.';
