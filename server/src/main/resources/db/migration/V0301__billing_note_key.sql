alter table billing_note add column key text;

create unique index billing_note_key on billing_note (actor, key) where key is not null;

comment on column billing_note.key is 'The Idempotency-Key of the admin''s request: the same request again moves nothing.';
