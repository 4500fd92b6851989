package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.billing.Meter;
import dev.pictor.jobs.JobId;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.Simultaneously;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Equal jobs at the same time share one call, whatever becomes of the one that makes it.
class SharedWorkTest extends CacheScene {
  /// Only the one that worked is charged and counted; the others' holds are given back.
  @Test
  void twoHundredEqualJobsAtOnceOnTwoNodesAreOneCall() throws Exception {
    painter.before = _ -> Thread.sleep(300);
    JobForm form = form(ada);
    List<String> ids =
        Simultaneously.run(200, i -> (i % 2 == 0 ? here : there).submit(ada, form).job().id());

    for (String id : ids) {
      assertThat(text(ada, finished(here, ada, id))).isEqualTo("painting 1");
    }
    assertThat(painter.calls).hasValue(1);
    assertThat(ids.stream().filter(id -> !resultOf(here.get(ada, id)).fromCache())).hasSize(1);
    assertThat(here.standing(ada).credits()).isEqualTo(WELCOME - 1);
    assertThat(here.standing(ada).held()).isZero();
    assertThat(here.standing(ada).quota(Meter.JOBS).used()).isEqualTo(1);
    assertThat(here.run("ledger-audit")).isZero();
    assertUsageIsRight(ada);
  }

  @Test
  void whenTheOneThatWorksFailsAnotherDoesAndOnlyThatIsCharged() throws Exception {
    painter.before =
        number -> {
          Thread.sleep(100);
          if (number == 1) {
            throw Problem.of(Problem.Kind.NO_FACE, "There is no face.");
          }
        };
    JobForm form = form(ada);
    List<String> ids =
        Simultaneously.run(20, i -> (i % 2 == 0 ? here : there).submit(ada, form).job().id());
    List<ImageJob> all = ids.stream().map(id -> finished(here, ada, id)).toList();

    assertThat(all.stream().filter(job -> job.standing().state().equals("failed"))).hasSize(1);
    assertThat(all.stream().filter(job -> job.standing().state().equals("succeeded"))).hasSize(19);
    assertThat(painter.calls).hasValue(2);
    assertThat(here.standing(ada).credits()).isEqualTo(WELCOME - 1);
    assertThat(here.standing(ada).held()).isZero();
  }

  @Test
  void whenTheOneThatWorksIsCancelledTheWorkGoesOnForTheOthers() throws Exception {
    var begun = new CountDownLatch(1);
    painter.before =
        number -> {
          if (number == 1) {
            begun.countDown();
            Thread.sleep(60_000);
          }
        };
    String leader = here.submit(ada, form(ada)).job().id();
    begun.await();
    String follower = there.submit(ada, form(ada)).job().id();
    await("it stands aside", () -> isAside(follower));

    ImageJob _ = there.images().cancel(ada, leader);

    assertThat(text(ada, finished(here, ada, follower))).isEqualTo("painting 2");
    assertThat(finished(here, ada, leader).standing().state()).isEqualTo("cancelled");
    assertThat(here.standing(ada).credits()).isEqualTo(WELCOME - 1);
  }

  private static boolean isAside(String id) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select delayed and waits_for is not null from job where id = :id")
                .bind("id", JobId.parse(id).value())
                .mapTo(Boolean.class)
                .one());
  }

  /// Its lease is taken from it as if its node were dead; what it made then is thrown away.
  @Test
  void whenTheNodeThatWorksDiesAnotherDoes() throws Exception {
    var begun = new CountDownLatch(1);
    painter.before =
        number -> {
          if (number == 1) {
            begun.countDown();
            Thread.sleep(60_000);
          }
        };
    String leader = here.submit(ada, form(ada)).job().id();
    begun.await();
    String follower = there.submit(ada, form(ada)).job().id();
    await("it stands aside", () -> isAside(follower));

    sql(
        "update job set worker = 'gone', lease_until = now() - interval '1 hour' where id = ?",
        JobId.parse(leader).value());
    await(
        "both are done",
        () -> {
          there.run("job-rescue");
          there.run("job-flights");
          return there.get(ada, follower).moments().finishedAt() != null
              && there.get(ada, leader).moments().finishedAt() != null;
        });

    assertThat(text(ada, here.get(ada, follower))).isEqualTo("painting 2");
    assertThat(text(ada, here.get(ada, leader))).isEqualTo("painting 2");
    assertThat(painter.calls).hasValue(2);
    assertThat(here.standing(ada).credits()).isEqualTo(WELCOME - 1);
  }

  /// Deleted and asked for in the same moment: it was there or it is made, but never half.
  @Test
  void aHitWhileTheResultIsDeletedIsAWholeResult() throws Exception {
    ImageJob last = run(form(ada));
    for (int round = 0; round < 15; round++) {
      String old = last.id();
      List<String> made =
          Simultaneously.run(
              4,
              i -> {
                if (i == 0) {
                  there.images().delete(ada, old);
                  return "";
                }
                return (i == 1 ? here : there).submit(ada, form(ada)).job().id();
              });
      for (String id : made.subList(1, 4)) {
        last = finished(here, ada, id);
        assertThat(text(ada, last)).startsWith("painting");
        assertThat(text(ada, resultOf(last).artifacts().getFirst().preview()))
            .startsWith("small painting");
      }
      for (String id : made.subList(1, 3)) {
        here.images().delete(ada, id);
      }
    }
    assertThat(here.standing(ada).held()).isZero();
    assertUsageIsRight(ada);
  }
}
