-- The log of each user's events, for streams. A row is written in the transaction that makes the event, by triggers on the event log of jobs and on
-- accounts, and has no number yet: numbers are given to committed rows only, user by user, by whoever reads first (`realtime_number`). So what
-- commits late gets a late number, and a reader that remembers a number misses nothing, however long a transaction took.

create table realtime_event (
  id       bigint      generated always as identity,
  owner    uuid        not null,
  position bigint,
  type     text        not null,
  job_id   uuid,
  data     jsonb       not null,
  at       timestamptz not null default now()
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

create index realtime_event_unnumbered on realtime_event (owner, id) where position is null;
create unique index realtime_event_position on realtime_event (owner, position) where position is not null;
create index realtime_event_at on realtime_event (at);

comment on table realtime_event is 'What happened to a user''s jobs and credits: kept for EVENT_LOG_HOURS for those who ever opened a stream, for minutes for everybody else.';
comment on column realtime_event.id is 'The order within what one reading finds without a number. Events of one job, and of one account, wait for each other''s commit, so theirs is right.';
comment on column realtime_event.position is 'The user''s own number, from 1 without gaps; null until somebody reads.';
comment on column realtime_event.data is 'What happened, as the transaction saw it that made it happen.';

create table realtime_reader (
  owner     uuid        primary key,
  last      bigint      not null default 0,
  forgotten bigint      not null default 0,
  since     timestamptz not null default now()
) with (fillfactor = 50);

comment on table realtime_reader is 'Users who have opened a stream. The row is locked by whoever gives numbers.';
comment on column realtime_reader.last is 'The highest number given.';
comment on column realtime_reader.forgotten is 'The highest number that the log keeps no longer.';

-- Gives numbers to what has none. Statements of a function see what was committed before each of them, so once the lock is held nothing of another
-- reader's numbers is missed.
create function realtime_number(of_owner uuid) returns void language plpgsql as $$
declare
  given bigint;
begin
  if not exists (select from realtime_event where owner = of_owner and position is null) then
    return;
  end if;
  perform from realtime_reader where owner = of_owner for update;
  if not found then
    return;
  end if;
  update realtime_event e set position = n.position
  from (
    select u.id, r.last + row_number() over (order by u.id) as position
    from realtime_event u join realtime_reader r on r.owner = u.owner
    where u.owner = of_owner and u.position is null) as n
  where e.owner = of_owner and e.position is null and e.id = n.id;
  get diagnostics given = row_count;
  update realtime_reader set last = last + given where owner = of_owner and given > 0;
end $$;

-- For any module that has something to tell; not for jobs, which tell all nodes after the commit: a NOTIFY within a transaction makes all
-- transactions with one wait for each other.
create function realtime_record(of_owner uuid, of_job uuid, event_type text, what jsonb) returns void language plpgsql as $$
begin
  insert into realtime_event (owner, type, job_id, data) values (of_owner, event_type, of_job, what);
  if current_setting('application_name') <> 'pictor jobs' and exists (select from realtime_reader r where r.owner = of_owner) then
    perform pg_notify('realtime_event', of_owner::text);
  end if;
end $$;

create function realtime_on_job_event() returns trigger language plpgsql as $$
begin
  insert into realtime_event (owner, type, job_id, data)
  select j.owner, case when f.state = 'running' then 'job.progress' else 'job.' || f.state end, j.id,
    jsonb_build_object('job_id', j.id, 'status', f.state, 'phase', f.phase, 'progress', f.progress, 'attempt', f.attempt,
      'sequence', f.seq, 'error', f.error)
  from fresh f join job j on j.id = f.job_id where f.state <> 'pending' order by f.job_id, f.seq;
  return null;
end $$;

create trigger realtime_on_job_event after insert on job_event
  referencing new table as fresh for each statement execute function realtime_on_job_event();

-- A job that is deleted while it runs ends by that, without an event of its own. One that is withdrawn in the transaction that stored it never was.
create function realtime_on_job_delete() returns trigger language plpgsql as $$
begin
  delete from realtime_event e using gone g where g.created_at = now() and e.owner = g.owner and e.position is null and e.job_id = g.id;
  insert into realtime_event (owner, type, job_id, data)
  select g.owner, 'job.cancelled', g.id,
    jsonb_build_object('job_id', g.id, 'status', 'cancelled', 'phase', g.phase, 'progress', g.progress, 'attempt', g.attempt,
      'sequence', g.seq + 1, 'error', null)
  from gone g where g.state in ('pending', 'running') and g.created_at <> now();
  return null;
end $$;

create trigger realtime_on_job_delete after delete on job
  referencing old table as gone for each statement execute function realtime_on_job_delete();
