package dev.pictor.providers.remote;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.providers.Generation;
import dev.pictor.providers.simulated.SimulatedProvider;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What the cases of [ProviderContract] stand on: one simulator for each case, and ways to bring an
/// order to its end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ProviderBench {
  /// How an API is reached.
  ///
  /// @param base without a slash at the end
  /// @param limits for every call of it, whatever it would have by itself
  public record Target(URI base, String key, PartnerHttp.Limits limits) {}

  protected static final PartnerHttp.Limits PATIENT =
      new PartnerHttp.Limits(Duration.ofSeconds(2), Duration.ofSeconds(15), 64L << 20);
  protected static final PartnerHttp.Limits HASTY =
      new PartnerHttp.Limits(Duration.ofMillis(500), Duration.ofSeconds(1), 1L << 20);

  /// Words that break what puts them into JSON, forms or templates by hand.
  public static final String WORDS =
      "Zoë & Łukasz — 漢字 🎉 \"quoted\" \\ back {\"a\": 1} %s ${x} </p>";

  private final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir protected Path folder;
  private SimulatedProvider simulator;
  private SampleOrders orders;

  /// A new one, on a free port.
  protected abstract SimulatedProvider simulate();

  protected abstract RemoteApi api(Target target);

  /// Steps that it serves, at least one of each kind.
  protected abstract List<Generation.Step> served();

  protected abstract Set<Ability> abilities();

  /// A step that is served and whose order carries [#WORDS]; empty when no words travel.
  protected abstract Optional<Generation.Step> saying();

  @BeforeAll
  static void listenToWarningsOnly() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
  }

  @BeforeEach
  final void begin() {
    CapturedLog.quieten();
    simulator = simulate();
    // Long enough to be seen at work, short enough for hundreds of cases.
    simulator.slowMeans(Duration.ofMillis(600));
    orders = new SampleOrders(folder);
  }

  @AfterEach
  final void end() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    opened.clear();
    simulator.close();
  }

  protected final SimulatedProvider simulator() {
    return simulator;
  }

  protected final SampleOrders orders() {
    return orders;
  }

  protected final boolean can(Ability ability) {
    return abilities().contains(ability);
  }

  /// Closes it after the case.
  protected final <T extends AutoCloseable> T closing(T resource) {
    opened.add(resource);
    return resource;
  }

  protected final RemoteApi api() {
    return apiWith(simulator.key());
  }

  protected final RemoteApi apiWith(String key) {
    return closing(api(new Target(simulator.uri(), key, PATIENT)));
  }

  protected final RemoteApi apiAt(URI elsewhere) {
    return closing(api(new Target(elsewhere, "some-secret-key-0815", HASTY)));
  }

  protected final Generation.Step anyStep() {
    return served().getFirst();
  }

  /// Notes what is pushed.
  protected static final class NotingWatch implements Watch {
    private final List<Double> shares = new CopyOnWriteArrayList<>();

    @Override
    public void progress(double share) {
      shares.add(share);
    }

    @Override
    public void changed() {}

    public List<Double> shares() {
      return shares;
    }
  }

  /// Everything that a provider answered about an order.
  protected record Course(List<Reply> replies) {
    public Reply last() {
      return replies.getLast();
    }

    public List<Double> progress() {
      return replies.stream()
          .filter(Reply.Running.class::isInstance)
          .map(reply -> ((Reply.Running) reply).progress())
          .toList();
    }
  }

  protected final Course toEnd(RemoteApi api, Order order) throws InterruptedException {
    return toEnd(api, order, Watch.NONE);
  }

  protected final Course toEnd(RemoteApi api, Order order, Watch watch)
      throws InterruptedException {
    return onward(api, order, api.submit(order, watch));
  }

  /// Asks until there is an answer that ends it.
  protected final Course onward(RemoteApi api, Order order, Reply first)
      throws InterruptedException {
    var replies = new ArrayList<>(List.of(first));
    if (first instanceof Reply.Accepted(String handle)) {
      Instant deadline = Instant.now().plusSeconds(20);
      do {
        Thread.sleep(20);
        replies.add(api.poll(order, handle));
      } while (replies.getLast() instanceof Reply.Running && Instant.now().isBefore(deadline));
    }
    return new Course(replies);
  }

  /// The only picture of an order that came to a good end, as anybody would fetch it.
  protected static byte[] only(Reply reply) throws IOException, InterruptedException {
    assertThat(reply).isInstanceOf(Reply.Done.class);
    List<Reply.Output> outputs = ((Reply.Done) reply).outputs();
    assertThat(outputs).hasSize(1);
    return switch (outputs.getFirst()) {
      case Reply.Output.Bytes(byte[] bytes) -> bytes;
      case Reply.Output.Link(URI address) -> {
        try (HttpClient client = HttpClient.newHttpClient()) {
          yield client
              .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray())
              .body();
        }
      }
    };
  }

  protected static BufferedImage picture(Reply reply) throws IOException, InterruptedException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(only(reply)));
    assertThat(picture).as("a picture that everybody can read").isNotNull();
    return picture;
  }

  /// 0 to 255, over all pixels and channels.
  protected static double brightness(BufferedImage picture) {
    long sum = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
      }
    }
    return sum / 3.0 / picture.getWidth() / picture.getHeight();
  }

  protected static void await(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plusSeconds(10);
    while (!condition.getAsBoolean() && Instant.now().isBefore(deadline)) {
      Thread.sleep(10);
    }
  }
}
