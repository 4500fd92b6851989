-- What a user has subscribed to changes, by a store, by an admin or by the clock: told in the transaction that notes it.

create function webhook_on_subscription() returns trigger language plpgsql as $$
begin
  perform webhook_record(new.user_id, null, 'subscription.changed',
    coalesce(new.entitlements -> 0 -> 'what', '{"plan": "free", "state": "none", "since": null, "until": null, "renews": false, "store": null, "product_id": null}')
      || jsonb_build_object('previous_plan', coalesce(old.entitlements -> 0 -> 'what' ->> 'plan', 'free'),
        'previous_state', coalesce(old.entitlements -> 0 -> 'what' ->> 'state', 'none')));
  return null;
end $$;

create trigger webhook_on_subscription after update of entitlements on billing_account for each row
  when (old.entitlements -> 0 -> 'what' is distinct from new.entitlements -> 0 -> 'what')
  execute function webhook_on_subscription();
