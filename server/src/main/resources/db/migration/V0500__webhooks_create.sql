-- Webhooks that we send. An event becomes rows of `webhook_delivery` in the transaction that makes it, by triggers on the event log of jobs and on
-- accounts: whoever moves a job or a credit knows nothing of webhooks, pays one look into an index while nobody listens, and waits for nobody.

create table webhook_endpoint (
  id               uuid        primary key,
  user_id          uuid        not null,
  kind             text        not null check (kind in ('registered', 'of_jobs')),
  url              text        not null,
  description      text        not null default '',
  events           text[]      not null,
  failing_since    timestamptz,
  last_failure_at  timestamptz,
  disabled_at      timestamptz,
  disabled_because text        check (disabled_because in ('asked', 'gone', 'failing', 'secret_lost')),
  notice_due       boolean     not null default false,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  check ((disabled_at is null) = (disabled_because is null))
) with (fillfactor = 70);

create unique index webhook_endpoint_url on webhook_endpoint (user_id, kind, url);

comment on table webhook_endpoint is 'Where events of a user go, and how it went there lately.';
comment on column webhook_endpoint.kind is 'registered: made by the user, for all jobs. of_jobs: the host of webhook_url in submissions, so that what is sent there is counted together; its url is scheme, host and port.';
comment on column webhook_endpoint.events is 'Types of events that are wanted.';
comment on column webhook_endpoint.failing_since is 'The first failure after the last success; null while it answers.';
comment on column webhook_endpoint.notice_due is 'Disabled without having been asked to; the user is to be told.';

create table webhook_secret (
  holder         uuid        primary key,
  user_id        uuid        not null,
  current        bytea       not null,
  previous       bytea,
  previous_until timestamptz,
  updated_at     timestamptz not null
);

create index webhook_secret_user on webhook_secret (user_id);

comment on table webhook_secret is 'What signs deliveries, encrypted. The holder is an endpoint, or a user for webhook_url of jobs.';
comment on column webhook_secret.previous is 'The secret before a rotation; signs beside the current one until previous_until.';

create table webhook_job (
  job_id      uuid        primary key,
  user_id     uuid        not null,
  endpoint_id uuid        not null,
  url         text        not null,
  created_at  timestamptz not null
);

create index webhook_job_user on webhook_job (user_id);

comment on table webhook_job is 'The webhook_url of a submission, stored with its job.';

create table webhook_delivery (
  id            uuid        primary key default gen_random_uuid(),
  number        bigint      generated always as identity,
  event_id      uuid        not null,
  replay_of     uuid,
  user_id       uuid        not null,
  endpoint_id   uuid        not null,
  url           text,
  type          text        not null,
  job_id        uuid,
  data          jsonb       not null,
  body          text,
  state         text        not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'stopped')),
  attempts      int         not null default 0,
  first_sent_at timestamptz,
  due_at        timestamptz not null default '-infinity',
  claimed_until timestamptz,
  recorded_at   timestamptz not null default now(),
  finished_at   timestamptz
) with (fillfactor = 70);

create index webhook_delivery_due on webhook_delivery (due_at) where state = 'pending';
create index webhook_delivery_line on webhook_delivery (endpoint_id, job_id, number) where state = 'pending';
create index webhook_delivery_claimed on webhook_delivery (endpoint_id) where state = 'pending' and claimed_until is not null;
create index webhook_delivery_progress on webhook_delivery (endpoint_id, job_id, finished_at) where type = 'job.progress';
create index webhook_delivery_job on webhook_delivery (job_id) where job_id is not null;
create index webhook_delivery_user on webhook_delivery (user_id, number desc);
create index webhook_delivery_endpoint on webhook_delivery (endpoint_id, number desc);
create index webhook_delivery_finished on webhook_delivery (finished_at) where finished_at is not null;

comment on table webhook_delivery is 'One event for one receiver: the outbox while it is pending, the log afterwards.';
comment on column webhook_delivery.number is 'The order of events; within a job, what has a lower number goes first.';
comment on column webhook_delivery.event_id is 'What receivers see as webhook-id: the same in every attempt and every replay.';
comment on column webhook_delivery.url is 'The webhook_url of a job; null where the endpoint''s own address counts.';
comment on column webhook_delivery.data is 'What happened, as the transaction saw it that made it happen.';
comment on column webhook_delivery.body is 'What is sent; made once, before the first attempt.';
comment on column webhook_delivery.due_at is 'The next attempt; -infinity is at once.';
comment on column webhook_delivery.claimed_until is 'A node is sending; when this passes and nothing was recorded, that node is dead and another sends.';
comment on column webhook_delivery.recorded_at is 'When the event happened, by the database''s clock; all other times are the nodes''.';

create table webhook_attempt (
  delivery_id uuid        not null references webhook_delivery on delete cascade,
  number      int         not null,
  at          timestamptz not null,
  millis      bigint      not null,
  url         text        not null,
  status      int,
  answer      text,
  error       text,
  primary key (delivery_id, number)
);

comment on table webhook_attempt is 'Each try of a delivery, and what came back: a status with the first 2 kB of the answer, or why there was none.';

-- What happened to a job, for its owner's endpoints and for its own webhook_url. Progress that still waits to be sent tells of this one too: its body
-- is made when it is sent.
create function webhook_record(owner uuid, job uuid, event_type text, what jsonb) returns void language plpgsql as $$
begin
  insert into webhook_delivery (id, event_id, user_id, endpoint_id, url, type, job_id, data)
  select made.id, made.id, owner, made.endpoint_id, made.url, event_type, job, what from (
    select gen_random_uuid() as id, e.id as endpoint_id, null::text as url from webhook_endpoint e
    where e.user_id = owner and e.kind = 'registered' and e.disabled_at is null and event_type = any (e.events)
      and not (event_type = 'job.progress' and exists (
        select from webhook_delivery d where d.endpoint_id = e.id and d.job_id = job and d.state = 'pending'
          and d.type = 'job.progress' and d.claimed_until is null))
    union all
    select gen_random_uuid(), j.endpoint_id, j.url from webhook_job j
    where j.job_id = job and event_type in ('job.succeeded', 'job.failed', 'job.cancelled')) as made;
  if found then
    perform pg_notify('webhook_due', '');
  end if;
end $$;

create function webhook_on_job_event() returns trigger language plpgsql as $$
begin
  if exists (select from webhook_endpoint) then
    perform webhook_record(j.owner, j.id, case when f.state = 'running' then 'job.progress' else 'job.' || f.state end,
        jsonb_build_object('job_id', j.id, 'status', f.state, 'phase', f.phase, 'progress', f.progress, 'attempt', f.attempt,
          'sequence', f.seq, 'error', f.error))
      from fresh f join job j on j.id = f.job_id where f.state <> 'pending' order by f.job_id, f.seq;
  end if;
  return null;
end $$;

create trigger webhook_on_job_event after insert on job_event
  referencing new table as fresh for each statement execute function webhook_on_job_event();

-- A job that is deleted while it runs ends by that, without an event of its own. One that is withdrawn in the transaction that stored it never was.
create function webhook_on_job_delete() returns trigger language plpgsql as $$
begin
  if exists (select from webhook_endpoint) then
    delete from webhook_delivery d using gone g where d.job_id = g.id and g.created_at = now();
    perform webhook_record(g.owner, g.id, 'job.cancelled',
        jsonb_build_object('job_id', g.id, 'status', 'cancelled', 'phase', g.phase, 'progress', g.progress, 'attempt', g.attempt,
          'sequence', g.seq + 1, 'error', null))
      from gone g where g.state in ('pending', 'running') and g.created_at <> now();
  end if;
  return null;
end $$;

create trigger webhook_on_job_delete after delete on job
  referencing old table as gone for each statement execute function webhook_on_job_delete();

-- A job that was finished when it was stored: its event came before its webhook_url.
create function webhook_catch_up(job uuid) returns void language plpgsql as $$
begin
  insert into webhook_delivery (id, event_id, user_id, endpoint_id, url, type, job_id, data)
  select made.id, made.id, h.user_id, h.endpoint_id, h.url, 'job.' || j.state, j.id,
    jsonb_build_object('job_id', j.id, 'status', j.state, 'phase', j.phase, 'progress', j.progress, 'attempt', j.attempt,
      'sequence', j.seq, 'error', j.error)
  from job j join webhook_job h on h.job_id = j.id cross join (select gen_random_uuid() as id) as made
  where j.id = job and j.state in ('succeeded', 'failed', 'cancelled');
  if found then
    perform pg_notify('webhook_due', '');
  end if;
end $$;
