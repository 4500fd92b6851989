package dev.pictor.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.TestRedis;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RedisNudgesTest {
  private static final class Heard implements Nudges.Ear {
    private final BlockingQueue<UUID> owners = new LinkedBlockingQueue<>();
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public void nudged(UUID owner) {
      owners.add(owner);
    }

    @Override
    public void maybeMissed() {
      looks.incrementAndGet();
    }
  }

  private static void await(RedisNudges nudges, boolean connected) throws InterruptedException {
    for (int i = 0; nudges.isConnected() != connected && i < 200; i++) {
      Thread.sleep(50);
    }
    assertThat(nudges.isConnected()).isEqualTo(connected);
  }

  @Test
  void nodesHearEachOtherAndLookForThemselvesWhileRedisIsAway() throws Exception {
    var heard = new Heard();
    UUID ada = UUID.randomUUID();
    try (TestRedis redis = TestRedis.start();
        RedisNudges one = RedisNudges.open(redis.url(), new Heard());
        RedisNudges other = RedisNudges.open(redis.url(), heard)) {
      await(one, true);
      await(other, true);
      one.say(ada);
      assertThat(heard.owners.poll(10, TimeUnit.SECONDS)).isEqualTo(ada);
      redis.stop();
      await(other, false);
      int looks = heard.looks.get();
      Thread.sleep(2_200);
      assertThat(heard.looks.get()).as("one each second").isGreaterThan(looks);
      redis.startAgain();
      await(one, true);
      await(other, true);
      one.say(ada);
      assertThat(heard.owners.poll(10, TimeUnit.SECONDS)).isEqualTo(ada);
    }
  }

  @Test
  void aRedisThatIsNotThereYetIsTriedUntilItIs() throws Exception {
    var heard = new Heard();
    try (TestRedis redis = TestRedis.start()) {
      redis.stop();
      try (RedisNudges nudges = RedisNudges.open(redis.url(), heard)) {
        Thread.sleep(300);
        assertThat(nudges.isConnected()).isFalse();
        redis.startAgain();
        await(nudges, true);
      }
    }
  }
}
