package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.billing.Meter;
import dev.pictor.identity.Principal;
import dev.pictor.platform.Problem;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// OneShot's rule: a hit makes no call, is done when it is accepted, says so and costs nothing.
class ResultCacheTest extends CacheScene {
  private static final CacheSettings SHARED = new CacheSettings(Duration.ofHours(1), 1000, true);

  @Test
  void anEqualJobIsDoneWhenItIsAcceptedAndCostsNothing() {
    ImageJob first = run(form(ada));
    double hits = there.counted("pictor_cache_results_total{outcome=\"hit\"}");
    double saved = there.counted("pictor_cache_saved_credits_total");

    // Another upload of the same bytes, on another node.
    ImageJob second = there.submit(ada, form(ada)).job();

    assertThat(second.standing().state()).isEqualTo("succeeded");
    assertThat(resultOf(second).fromCache()).isTrue();
    assertThat(resultOf(first).fromCache()).isFalse();
    assertThat(painter.calls).hasValue(1);
    assertThat(text(ada, second)).isEqualTo("painting 1");
    assertThat(text(ada, resultOf(second).artifacts().getFirst().preview()))
        .isEqualTo("small painting 1");
    assertThat(resultOf(second).artifacts().getFirst().id())
        .isNotEqualTo(resultOf(first).artifacts().getFirst().id())
        .isEqualTo(resultOf(there.get(ada, second.id())).artifacts().getFirst().id());
    assertThat(first.cost().charged()).isEqualTo(1);
    assertThat(second.cost().charged()).isZero();
    assertThat(here.standing(ada).credits()).isEqualTo(WELCOME - 1);
    assertThat(here.standing(ada).quota(Meter.JOBS).used()).isEqualTo(1);
    assertThat(there.counted("pictor_cache_results_total{outcome=\"hit\"}")).isEqualTo(hits + 1);
    assertThat(there.counted("pictor_cache_saved_credits_total")).isEqualTo(saved + 1);
    assertUsageIsRight(ada);
  }

  @Test
  void afterItsTimeAResultIsMadeAnew() {
    run(form(ada));
    sql(
        "update images_cache set created_at = now() - interval '61 minutes' where owner = ?",
        ada.userId().value());

    ImageJob second = run(form(ada));

    assertThat(resultOf(second).fromCache()).isFalse();
    assertThat(painter.calls).hasValue(2);
    assertThat(text(ada, run(form(ada)))).isEqualTo("painting 2");
  }

  @Test
  void anotherUserHasItMadeAnew() {
    Principal eve = somebody();
    run(form(ada));

    ImageJob hers = run(here, eve, form(eve));

    assertThat(resultOf(hers).fromCache()).isFalse();
    assertThat(painter.calls).hasValue(2);
  }

  @Test
  void anotherUserGetsItWhereTheOperatorShares() {
    Principal eve = somebody();
    try (TestDatabase apart = TestDatabase.open();
        CacheNode shared =
            CacheNode.open(
                new CacheNode.Site(
                    apart.database(), folder.resolve("apart"), engine, painter, files),
                SHARED)) {
      JobForm his = form(shared.upload(ada, photo), "INK");
      JobForm hers = form(shared.upload(eve, photo), "INK");
      assertThat(resultOf(run(shared, ada, his)).fromCache()).isFalse();

      ImageJob got = shared.submit(eve, hers).job();

      assertThat(resultOf(got).fromCache()).isTrue();
      assertThat(painter.calls).hasValue(1);
      assertThat(shared.standing(ada).credits()).isEqualTo(WELCOME - 1);
      assertThat(shared.standing(eve).credits()).isEqualTo(WELCOME);

      // What is hers stays when he is forgotten; what was made for him is given to nobody then.
      shared.jobs().erasure().erase(ada.userId().value());
      shared.cache().erasure().erase(ada.userId().value());
      shared.storage().erasure().erase(ada.userId().value());
      assertThat(text(shared, eve, resultOf(got).artifacts().getFirst().key()))
          .isEqualTo("painting 1");
      assertThat(resultOf(run(shared, eve, hers)).fromCache()).isFalse();
    }
  }

  @Test
  void whatIsAskedForOtherwiseIsMadeAnew() {
    String key = here.upload(ada, photo);
    run(form(key, "INK"));
    run(form(key, "PENCIL"));
    run(form(here.upload(ada, photo()), "INK"));
    JobForm form = form(key, "INK");
    run(
        new JobForm(
            form.kind(),
            form.steps(),
            new ImageOrder.Written("png", 92),
            form.extras(),
            form.inputs(),
            form.surface()));
    assertThat(painter.calls).hasValue(4);
  }

  @Test
  void whatSaysNothingAboutThePictureDoesNotCount() {
    run(form(ada));
    var extras = new JobForm.Extras("local", 7, Map.of("album", "summer"), "a token", null, null);
    ImageJob second = here.submit(ada, with(form(ada), extras)).job();
    assertThat(resultOf(second).fromCache()).isTrue();
    assertThat(second.order().metadata()).containsEntry("album", "summer");
  }

  @Test
  void anUpgradeOfWhatMakesItIsAMiss() {
    run(form(ada));
    painter.edition = "2";
    assertThat(resultOf(run(form(ada))).fromCache()).isFalse();
    assertThat(resultOf(run(form(ada))).fromCache()).isTrue();
    assertThat(painter.calls).hasValue(2);
  }

  /// Nobody knows which of the two it was made with.
  @Test
  void aResultThatWasMadeDuringAnUpgradeIsNotKept() {
    painter.before = _ -> painter.edition = "2";
    run(form(ada));
    painter.before = _ -> {};
    painter.edition = "1";
    assertThat(resultOf(run(form(ada))).fromCache()).isFalse();
    assertThat(painter.calls).hasValue(2);
  }

  @Test
  void whatMayComeOutOtherwiseIsNeverKept() {
    painter.edition = null;
    run(form(ada));
    run(form(ada));
    assertThat(painter.calls).hasValue(2);
  }

  @Test
  void aResultWithAMissingVariantIsNotKept() {
    painter.misses = true;
    run(form(ada));
    run(form(ada));
    assertThat(painter.calls).hasValue(2);
  }

  @Test
  void noCacheMakesItAnewForEverybodyAndNoStoreForThisJobOnly() {
    run(form(ada));
    assertThat(text(ada, run(form(ada).with(Caching.RENEW)))).isEqualTo("painting 2");
    assertThat(text(ada, run(form(ada)))).isEqualTo("painting 2");
    assertThat(text(ada, run(form(ada).with(Caching.AVOID)))).isEqualTo("painting 3");
    assertThat(text(ada, run(form(ada)))).isEqualTo("painting 2");
    assertThat(here.standing(ada).credits()).isEqualTo(WELCOME - 3);
  }

  @Test
  void aResultOutlivesItsFirstJobAsLongAsAnotherShowsIt() {
    ImageJob first = run(form(ada));
    ImageJob second = run(form(ada));
    here.images().delete(ada, first.id());

    assertThat(text(ada, here.get(ada, second.id()))).isEqualTo("painting 1");
    ImageJob third = run(form(ada));
    assertThat(resultOf(third).fromCache()).isTrue();

    here.images().delete(ada, second.id());
    here.images().delete(ada, third.id());
    ImageJob fourth = run(form(ada));
    assertThat(resultOf(fourth).fromCache()).as("what was deleted is gone").isFalse();
    assertThat(text(ada, fourth)).isEqualTo("painting 2");
    assertUsageIsRight(ada);
  }

  @Test
  void aForgottenUserLeavesNoEntry() {
    run(form(ada));
    var erased = here.cache().erasure().erase(ada.userId().value());
    assertThat(erased.deleted()).containsEntry("cached_results", 1L);
    assertThat(here.cache().erasure().erase(ada.userId().value()).deleted())
        .containsEntry("cached_results", 0L);
  }

  @Test
  void anIdempotencyKeyComesFirst() {
    var extras = new JobForm.Extras("auto", 0, Map.of(), "order-1", null, null);
    JobForm keyed = with(form(ada), extras);
    ImageJob first = run(keyed);

    ImageJobs.Submitted again = there.submit(ada, keyed);

    assertThat(again.replayed()).isTrue();
    assertThat(again.job().id()).isEqualTo(first.id());
    assertThat(resultOf(again.job()).fromCache()).isFalse();
  }

  @Test
  void aHitThatTheUserHasNoRoomForIsRefused() {
    run(form(ada));
    JobForm form = form(ada);
    files.set(here.storage().objects().standing(owner(ada)).used().files() + 1);

    assertThatThrownBy(() -> here.submit(ada, form))
        .isInstanceOf(Problem.class)
        .extracting(thrown -> ((Problem) thrown).kind())
        .isEqualTo(Problem.Kind.STORAGE_QUOTA_EXCEEDED);
    assertThat(here.images().list(ada, new ImageJobs.Filter(null, null, null), 10, 0).total())
        .isEqualTo(1);
    assertUsageIsRight(ada);
  }

  @Test
  void thoseThatWereUsedLongestAgoGoWhenThereAreTooMany() {
    String key = here.upload(ada, photo);
    run(form(key, "INK"));
    run(form(key, "PENCIL"));
    run(form(key, "CHARCOAL"));
    sql("delete from images_cache where owner <> ?", ada.userId().value());
    sql("update images_cache set used_at = now() - interval '1 hour'");
    assertThat(resultOf(run(form(key, "INK"))).fromCache()).isTrue();
    var small =
        new ResultCache(
            new CacheSettings(Duration.ofHours(1), 1, false),
            database.jdbi(),
            here.storage().objects(),
            new Metrics());

    assertThat(runOnce(small)).isEqualTo(2);

    assertThat(small.entries()).isEqualTo(1);
    assertThat(resultOf(run(form(key, "INK"))).fromCache()).isTrue();
    assertThat(resultOf(run(form(key, "PENCIL"))).fromCache()).isFalse();
  }

  @Test
  void whatIsTooOldIsForgotten() {
    run(form(ada));
    sql("update images_cache set created_at = now() - interval '2 hours'");
    assertThat(runOnce(here.cache())).isPositive();
    assertThat(here.cache().entries()).isZero();
  }

  private static long runOnce(ResultCache cache) {
    try {
      return cache.duty().runOnce();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void switchedOffNothingIsLookedUp() {
    run(form(ada));
    try (CacheNode off = CacheNode.open(site(), CacheSettings.OFF)) {
      ImageJob second = off.submit(ada, form(ada)).job();
      assertThat(second.result()).isNull();
      finished(off, ada, second.id());
    }
  }
}
