alter table job add waits_for text;

comment on column job.waits_for is 'The flight that a pending job stands aside for while it is delayed; such a job has no turn. When it has got one the name stays until its next move, so that its end tells the others.';

create index job_waiting on job (waits_for) where state = 'pending' and delayed and waits_for is not null;

create table job_flight (
  key text primary key,
  job_id uuid not null,
  attempt int not null,
  taken_at timestamptz not null default now()
);

comment on table job_flight is 'Work that several jobs ask for and one does. The attempt leads as long as its job runs as that attempt; whoever else names the key stands aside.';
