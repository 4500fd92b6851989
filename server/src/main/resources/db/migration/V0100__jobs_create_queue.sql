-- The queue. `job` is the truth about each job; `job_turn` holds who is served next.
-- Rows of `job` change about three times in a life, so pages keep room for the new versions.

create table job (
  id uuid primary key,
  owner uuid not null,
  kind text not null,
  surface text not null,
  queue text not null,
  priority smallint not null,
  args jsonb not null,
  max_attempts smallint not null,
  run_seconds int not null,
  start_seconds int not null,
  idempotency_key text,
  state text not null check (state in ('pending', 'running', 'succeeded', 'failed', 'cancelled')),
  delayed boolean not null default false,
  phase text,
  progress smallint not null default 0,
  seq int not null default 1,
  attempt int not null default 0,
  tries smallint not null default 0,
  cancel_requested boolean not null default false,
  worker text,
  lease_until timestamptz,
  run_deadline timestamptz,
  run_at timestamptz not null,
  due_at timestamptz,
  provider text,
  provider_handle text,
  result jsonb,
  error jsonb,
  created_at timestamptz not null default now(),
  submitted_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  updated_at timestamptz not null default now()
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

comment on column job.max_attempts is 'How many tries may be counted before the job fails.';
comment on column job.run_seconds is 'How long one attempt may run; 0 is without limit.';
comment on column job.start_seconds is 'How long the job may wait for a worker once it is ready; 0 is without limit.';
comment on column job.delayed is 'Pending, but not before run_at; such a job has no turn yet.';
comment on column job.seq is 'The number of the last event; grows by one with each.';
comment on column job.attempt is 'The fence: grows with each claim, and only its holder may write.';
comment on column job.tries is 'Attempts that count; one that a shutdown interrupted does not.';
comment on column job.cancel_requested is 'Set once, never cleared: however the attempt ends, the job ends cancelled.';
comment on column job.worker is 'The process that runs it; it renews lease_until.';
comment on column job.due_at is 'When a pending job needs a look: run_at while delayed, then its start deadline.';
comment on column job.provider_handle is 'The job''s name at the provider, by which a later attempt resumes there.';
comment on column job.submitted_at is 'When it was handed to the provider.';

-- Lists, newest first: ids grow with time.
create index job_by_owner on job (owner, id desc);
-- The claim: the owner's own order. Also the count of what an owner has waiting.
create index job_pending on job (owner, queue, delayed, priority desc, run_at, id) where state = 'pending';
create index job_due on job (due_at) where state = 'pending' and due_at is not null;
create index job_running on job (id) where state = 'running';

create table job_event (
  job_id uuid not null,
  seq int not null,
  at timestamptz not null default now(),
  attempt int not null,
  state text not null,
  phase text,
  progress smallint not null,
  error jsonb,
  primary key (job_id, seq)
);
comment on table job_event is 'Every change of a job, numbered from 1 without gaps.';
comment on column job_event.error is 'Why an attempt failed, also when the job is tried again.';

create table job_turn (
  queue text not null,
  turn bigint not null,
  id bigint generated always as identity,
  owner uuid not null,
  primary key (queue, turn, id)
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
comment on table job_turn is 'One row for each job that is ready: the owner''s right to be served, in the order of turn.';

create table job_share (
  owner uuid not null,
  queue text not null,
  turn bigint not null,
  length bigint not null,
  stride int not null default 1000,
  primary key (owner, queue)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
comment on column job_share.turn is 'First turn of the block that the owner took last; the next block begins at turn + length.';
comment on column job_share.stride is 'Turns that one job costs this owner; half as many serve the owner twice as often.';

create table job_queue (
  name text primary key,
  clock bigint not null default 0
) with (fillfactor = 10, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
comment on column job_queue.clock is 'The highest turn claimed: where an owner without jobs enters.';

create table job_idempotency (
  owner uuid not null,
  key text not null,
  body_digest text not null,
  job_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (owner, key)
);
create index job_idempotency_age on job_idempotency (created_at);
