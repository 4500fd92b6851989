-- Themes of the operator: what is changed about those that ship, and new ones.

create table images_theme (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 40),
  version int not null,
  enabled boolean not null,
  position int not null,
  updated_at timestamptz not null default now()
);
comment on table images_theme is 'One row for each theme that an admin made or changed; a theme that ships and was left alone has none.';
comment on column images_theme.version is 'The version that new jobs use; grows with every change and is never used twice for an id.';
comment on column images_theme.position is 'Orders the list, smaller first.';

create table images_theme_version (
  theme_id text not null,
  version int not null,
  document jsonb,
  base text,
  drawings jsonb,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (theme_id, version)
);
comment on table images_theme_version is 'What a theme was at each version. Rows stay when the theme is deleted: jobs that were submitted with it still run.';
comment on column images_theme_version.document is 'In the form of theme.json; null for a theme that ships and is only switched or moved.';
comment on column images_theme_version.base is 'The theme that ships and whose look it has; null when it has parts of its own.';
comment on column images_theme_version.drawings is 'SVG texts by file name; null when it has none of its own.';
