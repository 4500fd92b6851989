-- Plans, quotas and credits. `billing_transfer` is the truth about money; `billing_account` has the balances that it comes to, so that
-- one conditional update decides, and a duty compares the two.

create table billing_account (
  user_id     uuid        primary key,
  plan        text        not null default 'free' check (plan in ('free', 'pro', 'premium')),
  image_quota int         check (image_quota >= -1),
  credits     bigint      not null check (credits >= 0),
  held        bigint      not null default 0 check (held >= 0),
  welcomed    boolean     not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
) with (fillfactor = 70);

create index billing_account_updated_at on billing_account (updated_at);

comment on table billing_account is 'One row for each user who ever had to do with plans, quotas or credits.';
comment on column billing_account.image_quota is 'Images that this user may have made in all, where an admin said so; -1 without limit.';
comment on column billing_account.welcomed is 'The credits of a new user were granted; they are granted once.';

create table billing_transfer (
  id      bigint      generated always as identity primary key,
  at      timestamptz not null default now(),
  user_id uuid        not null,
  kind    text        not null check (kind in ('grant', 'hold', 'charge', 'release', 'refund', 'correction', 'forfeit')),
  debit   text        not null check (debit in ('wallet', 'holds', 'revenue', 'grants', 'refunds')),
  credit  text        not null check (credit in ('wallet', 'holds', 'revenue', 'grants', 'refunds')),
  amount  bigint      not null check (amount > 0),
  job_id  uuid,
  check (debit <> credit)
);

create index billing_transfer_user on billing_transfer (user_id, id desc);

comment on table billing_transfer is 'The ledger: what one account of a user gave another, both entries in one row, so debits equal credits after every row. Only added to.';
comment on column billing_transfer.debit is 'The account that gave.';
comment on column billing_transfer.credit is 'The account that got.';

create view billing_entry as
  select id as transfer_id, at, user_id, credit as account, amount, kind, job_id from billing_transfer
  union all
  select id, at, user_id, debit, -amount, kind, job_id from billing_transfer;

comment on view billing_entry is 'The two entries of each transfer; a balance is the sum of an account''s amounts, and the sum of all amounts is 0.';

create function billing_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is only added to; correct a mistake by another transfer';
end $$;

create trigger billing_transfer_is_append_only before update or delete or truncate on billing_transfer
  for each statement execute function billing_refuse_change();

create table billing_note (
  transfer_id bigint primary key references billing_transfer,
  reason      text   not null,
  actor       uuid   not null
);

comment on table billing_note is 'Why an admin moved credits, and which admin; apart from the ledger, as words about people can be erased.';

create table billing_hold (
  job_id      uuid    primary key,
  user_id     uuid    not null,
  amount      bigint  not null check (amount >= 0),
  variants    int     not null,
  per_variant bigint  not null,
  meter       text    check (meter in ('jobs', 'images')),
  period      date,
  check ((meter is null) = (period is null))
);

create index billing_hold_user on billing_hold (user_id);

comment on table billing_hold is 'What an unfinished job holds: credits, and a place in a quota. The transaction that ends the job takes the row away.';

create table billing_usage (
  user_id uuid not null,
  meter   text not null check (meter in ('jobs', 'images')),
  period  date not null,
  used    int  not null check (used >= 0),
  primary key (user_id, meter, period)
) with (fillfactor = 70);

comment on table billing_usage is 'How many were made. A period is a UTC day; what is counted for ever has 1970-01-01.';
