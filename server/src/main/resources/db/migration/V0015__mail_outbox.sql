create table mail_outbox (
  id         uuid        primary key,
  recipient  text        not null,
  subject    text        not null,
  text       text,
  html       text,
  state      text        not null default 'pending' check (state in ('pending', 'sent', 'failed')),
  attempts   integer     not null default 0,
  error      text,
  created_at timestamptz not null,
  due_at     timestamptz not null,
  sent_at    timestamptz
);

create index mail_outbox_due_at on mail_outbox (due_at) where state = 'pending';
create index mail_outbox_recipient on mail_outbox (lower(recipient));
create index mail_outbox_created_at on mail_outbox (created_at);

comment on table mail_outbox is 'Mails to be sent and mails that were. A row goes after 30 days.';
comment on column mail_outbox.text is 'Null once a mail server has taken it: links in mails open accounts.';
comment on column mail_outbox.due_at is 'The next try; while a node tries, when another may.';
