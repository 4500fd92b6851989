create table images_ticket (
  id         uuid primary key,
  owner      uuid        not null,
  holder     text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  job_id     uuid
);

create index images_ticket_owner on images_ticket (owner);
create index images_ticket_created_at on images_ticket (created_at);

comment on table images_ticket is 'Permissions to submit one job each, which a caller asks for beforehand and then follows the job by.';
comment on column images_ticket.holder is 'The API key it was made with, which then is the only key that may use it; null when it was made in a session.';
comment on column images_ticket.expires_at is 'Until when it may be used; a used one is kept as long as finished jobs are.';
comment on column images_ticket.job_id is 'The job that it was used for; null until then, and set once in the transaction that stores the job.';
