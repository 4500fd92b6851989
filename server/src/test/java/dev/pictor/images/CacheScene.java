package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.codec.Limits;
import dev.pictor.identity.Principal;
import dev.pictor.identity.Role;
import dev.pictor.identity.UserId;
import dev.pictor.storage.OwnerId;
import dev.pictor.testkit.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes on one database that keep results, somebody with a picture of their own, and what
/// tests of them do all the time.
abstract class CacheScene {
  static final CacheSettings OWN = new CacheSettings(Duration.ofHours(1), 1000, false);
  static final long WELCOME = 1000;

  @TempDir static Path folder;
  static TestDatabase database;
  static LocalEngine engine;
  static PaintingProvider painter;
  static AtomicLong files;
  static CacheNode here;
  static CacheNode there;

  final Principal ada = somebody();
  final byte[] photo = photo();

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    engine = new LocalEngine(Limits.STANDARD, 2, 256L << 20);
    painter = new PaintingProvider();
    files = new AtomicLong(-1);
    here = CacheNode.open(site(), OWN);
    there = CacheNode.open(site(), OWN);
  }

  static CacheNode.Site site() {
    return new CacheNode.Site(database.database(), folder, engine, painter, files);
  }

  @AfterAll
  static void close() {
    here.close();
    there.close();
    engine.close();
    database.close();
  }

  @BeforeEach
  void anew() {
    painter.calls.set(0);
    painter.edition = "1";
    painter.misses = false;
    painter.before = _ -> {};
    files.set(-1);
  }

  static Principal somebody() {
    return new Principal(
        new UserId(UUID.randomUUID()),
        "somebody@example.com",
        Role.USER,
        Principal.Credential.BEARER,
        "token",
        Instant.MAX,
        Set.of(),
        null);
  }

  /// A picture that nobody else has.
  static byte[] photo() {
    var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 64; x++) {
      image.setRGB(x, 7, ThreadLocalRandom.current().nextInt());
    }
    var bytes = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, "png", bytes)).isTrue();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  JobForm form(Principal who) {
    return form(here.upload(who, photo), "INK");
  }

  static JobForm form(String key, String style) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("style", style).put("input_key", key);
    return new JobForm(
        "sketch",
        List.of(new StepForm(Operation.SKETCH, "", fields)),
        ImageOrder.Written.JPEG,
        JobForm.Extras.NONE,
        InputRules.ofBytes(1_000_000),
        "oneshot");
  }

  static JobForm with(JobForm form, JobForm.Extras extras) {
    return new JobForm(
        form.kind(), form.steps(), form.output(), extras, form.inputs(), form.surface());
  }

  ImageJob run(JobForm form) {
    return run(here, ada, form);
  }

  static ImageJob run(CacheNode node, Principal who, JobForm form) {
    return finished(node, who, node.submit(who, form).job().id());
  }

  static ImageJob finished(CacheNode node, Principal who, String id) {
    await("job " + id + " is final", () -> node.get(who, id).moments().finishedAt() != null);
    return node.get(who, id);
  }

  static void await(String what, BooleanSupplier reached) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain: %s", what).isLessThan(giveUp);
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static OwnerId owner(Principal who) {
    return new OwnerId(who.userId().value());
  }

  static ImageResult resultOf(ImageJob job) {
    return Objects.requireNonNull(job.result(), () -> "no result: " + job);
  }

  /// What a job shows.
  static String text(Principal who, ImageJob job) {
    assertThat(job.standing().state()).isEqualTo("succeeded");
    return text(who, resultOf(job).artifacts().getFirst().key());
  }

  static String text(Principal who, String key) {
    return text(there, who, key);
  }

  static String text(CacheNode node, Principal who, String key) {
    var objects = node.storage().objects();
    return new String(objects.read(objects.get(owner(who), key)), StandardCharsets.UTF_8);
  }

  static void sql(String statement, Object... values) {
    database.jdbi().useHandle(handle -> handle.execute(statement, values));
  }

  void assertUsageIsRight(Principal who) {
    long counted =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select count(*) from storage_object where owner = :owner and state ="
                            + " 'confirmed'")
                    .bind("owner", who.userId().value())
                    .mapTo(Long.class)
                    .one());
    assertThat(here.storage().objects().standing(owner(who)).used().files()).isEqualTo(counted);
  }
}
