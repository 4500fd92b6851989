package dev.pictor.jobs;

/// The statements of a submission, in the order in which they run. Locks are taken in the order of
/// the owner everywhere, so batches of different nodes cannot lock each other out.
final class SubmitSql {
  private SubmitSql() {}

  /// Waits where another node is about to store the same key.
  static final String KEEP_KEYS =
      """
      insert into job_idempotency (owner, key, body_digest, job_id)
      select * from unnest(:owners::uuid[], :keys::text[], :digests::text[], :ids::uuid[])
        as k(owner, key, digest, id)
      order by k.owner, k.key
      on conflict (owner, key) do nothing
      returning job_id
      """;

  static final String FIND_KEYS =
      """
      select owner, key, body_digest, job_id from job_idempotency
      where (owner, key) in (select * from unnest(:owners::uuid[], :keys::text[]))
      """;

  /// Takes a block of turns for each owner, beginning where the owner's last block ended or where
  /// the queue's clock is, whichever is later. The row stays locked until the commit, which is what
  /// makes the limit of waiting jobs exact.
  static final String TAKE_TURNS =
      """
      insert into job_share as s (owner, queue, turn, length)
      select b.owner, b.queue, coalesce(q.clock, 0), b.jobs * 1000
      from unnest(:owners::uuid[], :queues::text[], :jobs::int[]) as b(owner, queue, jobs)
      left join job_queue q on q.name = b.queue
      order by b.owner, b.queue
      on conflict (owner, queue) do update set
        turn = greatest(s.turn + s.length, excluded.turn),
        length = excluded.length * s.stride / 1000
      returning owner, queue, turn, stride
      """;

  /// Owners who have as many jobs waiting as they may, as the locks of their turns make certain.
  static final String FULL =
      """
      select o.owner from (select distinct unnest(:owners::uuid[]) as owner) o
      where (
        select count(*) from (
          select 1 from job where owner = o.owner and state = 'pending' limit :most) waiting) >= :most
      """;

  /// Jobs, their first events and their turns. Those beyond the owner's limit are left out.
  static final String INSERT =
      """
      with batch as (
        select * from unnest(
          :ids::uuid[], :owners::uuid[], :kinds::text[], :surfaces::text[], :queues::text[],
          :priorities::int[], :args::text[], :attempts::int[], :run_seconds::int[],
          :start_seconds::int[], :keys::text[], :states::text[], :delays::float8[],
          :results::text[], :turns::int8[], :places::int[], :settles::bool[])
        as b(id, owner, kind, surface, queue, priority, args, max_attempts, run_seconds,
          start_seconds, key, state, delay, result, turn, place, settles)),
      waiting as (
        select owner, count(*) as jobs from job
        where :most >= 0 and owner = any(:owners) and state = 'pending' group by owner),
      admitted as (
        select b.*, now() + make_interval(secs => b.delay) as run_at
        from batch b left join waiting w on w.owner = b.owner
        where :most < 0 or b.state <> 'pending' or coalesce(w.jobs, 0) + b.place <= :most),
      jobs as (
        insert into job (id, owner, kind, surface, queue, priority, args, max_attempts,
          run_seconds, start_seconds, idempotency_key, state, delayed, run_at, due_at, result,
          progress, finished_at, settles)
        select id, owner, kind, surface, queue, priority, args::jsonb, max_attempts,
          run_seconds, start_seconds, key, state, delay > 0, run_at,
          case when state <> 'pending' then null when delay > 0 then run_at
            when start_seconds > 0 then now() + make_interval(secs => start_seconds) end,
          result::jsonb, case when state = 'succeeded' then 100 else 0 end,
          case when state = 'succeeded' then now() end, settles
        from admitted),
      events as (
        insert into job_event (job_id, seq, attempt, state, progress)
        select id, 1, 0, state, case when state = 'succeeded' then 100 else 0 end from admitted),
      turns as (
        insert into job_turn (queue, turn, owner)
        select queue, turn, owner from admitted where state = 'pending' and delay <= 0
        order by turn, place)
      select id, now() as created_at from admitted
      """;

  /// A job that was not admitted after all gives back the turn at the end of its owner's block.
  static final String GIVE_BACK_TURNS =
      """
      update job_share s set length = greatest(0, s.length - b.jobs * s.stride)
      from unnest(:owners::uuid[], :queues::text[], :jobs::int[]) as b(owner, queue, jobs)
      where s.owner = b.owner and s.queue = b.queue
      """;

  static final String FORGET_KEYS =
      """
      delete from job_idempotency
      where (owner, key) in (select * from unnest(:owners::uuid[], :keys::text[]))
      """;

  /// Takes back a job that its own hook refused. Turns that were given back are taken again, so an
  /// owner may have the same number twice; the last one is this job's.
  static final String WITHDRAW =
      """
      with turn as (
        delete from job_turn where ctid = any (array(
          select ctid from job_turn where queue = :queue and turn = :turn and owner = :owner
          order by id desc limit 1))),
      event as (delete from job_event where job_id = :id),
      key as (delete from job_idempotency where owner = :owner and key = :key)
      delete from job where id = :id
      """;
}
