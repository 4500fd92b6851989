-- Credits that move, in the transaction that moves them, whoever does; as webhooks tell them.

create function realtime_on_credits() returns trigger language plpgsql as $$
begin
  perform realtime_record(new.user_id, null, 'credits.changed',
    jsonb_build_object('credits', new.credits, 'held', new.held, 'previous_credits', old.credits, 'previous_held', old.held));
  return null;
end $$;

create trigger realtime_on_credits after update of credits, held on billing_account for each row
  when (old.credits is distinct from new.credits or old.held is distinct from new.held)
  execute function realtime_on_credits();
