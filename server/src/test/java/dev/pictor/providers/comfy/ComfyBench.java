package dev.pictor.providers.comfy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.remote.SpeakingThemes;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.simulated.SimulatedComfy;
import dev.pictor.providers.workflows.Workflows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Simulated ComfyUI servers and the provider in front of them.
abstract class ComfyBench {
  private static final PartnerHttp.Limits LIMITS =
      new PartnerHttp.Limits(Duration.ofSeconds(2), Duration.ofSeconds(10), 64L << 20);

  private final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir Path folder;
  SimulatedComfy server;
  SampleOrders orders;

  @BeforeAll
  static void listenToWarningsOnly() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
  }

  @BeforeEach
  final void begin() {
    server = another();
    orders = new SampleOrders(folder);
  }

  @AfterEach
  final void end() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  final SimulatedComfy another() {
    var another = new SimulatedComfy(0);
    opened.add(another);
    return another;
  }

  final RemoteApi api(SimulatedComfy... servers) {
    var api =
        new ComfyApi(
            Stream.of(servers).map(SimulatedComfy::uri).toList(),
            new Workflows(folder.resolve("workflows"), new SpeakingThemes()),
            LIMITS,
            LIMITS);
    opened.add(api);
    return api;
  }

  static String accepted(RemoteApi api, Order order) throws InterruptedException {
    return accepted(api, order, Watch.NONE);
  }

  static String accepted(RemoteApi api, Order order, Watch watch) throws InterruptedException {
    return switch (api.submit(order, watch)) {
      case Reply.Accepted(String handle) -> handle;
      case Reply other -> throw new AssertionError("not accepted: " + other);
    };
  }

  static Reply end(RemoteApi api, Order order, String handle) throws InterruptedException {
    Instant deadline = Instant.now().plusSeconds(15);
    Reply reply;
    do {
      Thread.sleep(20);
      reply = api.poll(order, handle);
    } while (reply instanceof Reply.Running && Instant.now().isBefore(deadline));
    return reply;
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plusSeconds(10);
    while (!condition.getAsBoolean() && Instant.now().isBefore(deadline)) {
      Thread.sleep(10);
    }
  }
}
