-- What a user has subscribed to changes: for streams, with the data that webhooks send (V0502).

create function realtime_on_subscription() returns trigger language plpgsql as $$
begin
  perform realtime_record(new.user_id, null, 'subscription.changed',
    coalesce(new.entitlements -> 0 -> 'what', '{"plan": "free", "state": "none", "since": null, "until": null, "renews": false, "store": null, "product_id": null}')
      || jsonb_build_object('previous_plan', coalesce(old.entitlements -> 0 -> 'what' ->> 'plan', 'free'),
        'previous_state', coalesce(old.entitlements -> 0 -> 'what' ->> 'state', 'none')));
  return null;
end $$;

create trigger realtime_on_subscription after update of entitlements on billing_account for each row
  when (old.entitlements -> 0 -> 'what' is distinct from new.entitlements -> 0 -> 'what')
  execute function realtime_on_subscription();
