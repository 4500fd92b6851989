-- Every order to a provider on another machine. It is kept before it is sent, so that a crash in
-- between is noticed; at most one is open for each picture of a job.
create table provider_call (
  id uuid primary key,
  job_id uuid not null,
  step integer not null,
  variant integer not null,
  provider text not null,
  model text not null,
  state text not null default 'begun'
    check (state in ('begun', 'accepted', 'delivered', 'failed', 'unknown', 'cancelled')),
  -- The provider's own name for it.
  handle text,
  possibly_billed boolean not null default false,
  -- Millionths of a US dollar, as far as it is known.
  cost bigint not null default 0,
  reason text,
  begun_at timestamptz not null default now(),
  ended_at timestamptz
);

create index provider_call_job on provider_call (job_id, step, variant, begun_at);
create unique index provider_call_open on provider_call (job_id, step, variant)
  where state in ('begun', 'accepted');
