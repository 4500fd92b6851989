create table identity_erasure (
  id           uuid        primary key,
  user_id      uuid        not null unique,
  by_admin     boolean     not null,
  requested_at timestamptz not null,
  leased_until timestamptz not null,
  finished_at  timestamptz,
  report       jsonb       not null default '{}'
);

create index identity_erasure_open on identity_erasure (leased_until) where finished_at is null;

comment on table identity_erasure is 'Users who are gone or going. It names nobody: the id of a user who is gone leads nowhere.';
comment on column identity_erasure.leased_until is 'When another node may go on with it.';
comment on column identity_erasure.report is 'How many things of each kind were deleted or anonymised.';
