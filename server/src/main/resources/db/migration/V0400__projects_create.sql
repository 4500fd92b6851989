create table project (
  id         uuid primary key,
  owner      uuid        not null,
  version    integer     not null check (version >= 1),
  mode       text        not null check (mode in ('design', 'copy')),
  platform   text        not null,
  width      integer     not null check (width > 0),
  height     integer     not null check (height > 0),
  headline   text        not null,
  subtext    text        not null,
  vibe       text        not null,
  colours    text        not null,
  model_pref text        not null,
  variants   integer     not null check (variants between 1 and 4),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index project_owner on project (owner, id desc);

comment on table project is 'What a thumbnail shall be. Jobs that are made of it keep their own copy, so a change never reaches a job that is under way.';
comment on column project.version is 'Grows by one with every change; a caller who names another one than this is told to look again.';
comment on column project.colours is 'Up to five as #rrggbb, separated by commas; empty to leave them to the vibe.';

create table project_asset (
  id         uuid primary key,
  owner      uuid        not null,
  project    uuid        references project on delete cascade,
  type       text        not null check (type in ('selfie', 'ref', 'copy_target', 'profile_photo')),
  object_key text        not null unique,
  created_at timestamptz not null
);

create index project_asset_owner on project_asset (owner, id desc);
create index project_asset_project on project_asset (project, type, id desc) where project is not null;

comment on table project_asset is 'Pictures of a user: material of one project, or of all when project is null.';
comment on column project_asset.object_key is 'The object in storage; where it lies follows from the type.';

create table project_profile (
  owner uuid primary key,
  photo uuid references project_asset on delete set null
);

create index project_profile_photo on project_profile (photo) where photo is not null;

comment on table project_profile is 'Which of their profile photos a user shows; name and date of birth are the user''s own.';

create table project_chat (
  id           uuid primary key,
  owner        uuid        not null,
  project      uuid        references project on delete set null,
  session_name text        not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null
);

create index project_chat_owner on project_chat (owner, id desc);
create index project_chat_project on project_chat (project) where project is not null;

comment on table project_chat is 'A conversation with the assistant, about a project or about none.';

create table project_chat_message (
  id         uuid primary key,
  chat       uuid        not null references project_chat on delete cascade,
  sender     text        not null check (sender in ('user', 'assistant')),
  content    text        not null,
  reply_to   uuid        unique references project_chat_message on delete cascade,
  changes    jsonb,
  job        uuid,
  created_at timestamptz not null,
  check ((sender = 'assistant') = (reply_to is not null))
);

create index project_chat_message_chat on project_chat_message (chat, id);

comment on column project_chat_message.reply_to is 'Which message of the user an answer is for; one message has one answer, however often answering was begun.';
comment on column project_chat_message.changes is 'What the assistant changed in the project, field by field.';
comment on column project_chat_message.job is 'The job that the assistant started.';

create index project_chat_message_unanswered on project_chat_message (created_at) where sender = 'user';
