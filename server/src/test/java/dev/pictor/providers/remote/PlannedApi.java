package dev.pictor.providers.remote;

import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// A provider in memory that answers as a test plans it; without a plan it makes the picture at
/// once.
final class PlannedApi implements RemoteApi {
  /// Of one picture, in millionths of a dollar.
  static final long PRICE = 40_000;

  private final String name;
  private final boolean keepsHandles;
  private final Queue<Step> submits = new ArrayDeque<>();
  private final Queue<Step> polls = new ArrayDeque<>();
  private volatile long mostPixels = Long.MAX_VALUE;
  private volatile Set<Role> pictures = Set.of();
  private volatile @Nullable Duration push;
  private volatile boolean enlarges;
  private volatile Reply found = new Reply.UnknownOutcome("cannot tell");

  /// That pictures depend on, beside the model.
  volatile String settings = "";

  final List<Order> submitted = new CopyOnWriteArrayList<>();
  final List<String> polled = new CopyOnWriteArrayList<>();
  final List<String> cancelled = new CopyOnWriteArrayList<>();

  /// One answer.
  interface Step {
    Reply answer(Order order) throws InterruptedException;
  }

  /// @param keepsHandles whether it works on after an order, or answers with the picture
  PlannedApi(String name, boolean keepsHandles) {
    this.name = name;
    this.keepsHandles = keepsHandles;
  }

  PlannedApi submits(Reply... replies) {
    Arrays.stream(replies).forEach(reply -> submits.add(_ -> reply));
    return this;
  }

  PlannedApi submitsAs(Step step) {
    submits.add(step);
    return this;
  }

  PlannedApi polls(Step... steps) {
    polls.addAll(List.of(steps));
    return this;
  }

  /// It says that something changed so long after each order.
  PlannedApi pushesAfter(Duration wait) {
    push = wait;
    return this;
  }

  /// It wants exactly these pictures.
  PlannedApi wants(Role... roles) {
    pictures = Set.of(roles);
    return this;
  }

  PlannedApi enlarges() {
    enlarges = true;
    return this;
  }

  PlannedApi givesBackAtMost(long pixels) {
    mostPixels = pixels;
    return this;
  }

  PlannedApi finds(Reply reply) {
    found = reply;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Offer> offer(Generation.Step step) {
    boolean serves =
        step instanceof Generation.Sketch
            || step instanceof Generation.Thumbnail
            || (enlarges && step instanceof Generation.Upscale);
    return serves
        ? Optional.of(
            new Offer(
                name + "-1", 5_000_000, 1024, Offer.Travel.INLINE, PRICE, mostPixels, pictures))
        : Optional.empty();
  }

  @Override
  public String edition(Generation.Step step) {
    return name + "-1" + settings;
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    submitted.add(order);
    Duration wait = push;
    if (wait != null) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              Thread.sleep(wait);
              watch.changed();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          });
    }
    Step planned;
    synchronized (submits) {
      planned = submits.poll();
    }
    if (planned != null) {
      return planned.answer(order);
    }
    return keepsHandles ? new Reply.Accepted("handle-" + submitted.size()) : done(order);
  }

  @Override
  public Reply poll(Order order, String handle) throws InterruptedException {
    polled.add(handle);
    Step planned;
    synchronized (polls) {
      planned = polls.poll();
    }
    return planned == null ? done(order) : planned.answer(order);
  }

  @Override
  public Reply find(Order order) {
    return found;
  }

  @Override
  public boolean cancel(String handle) {
    cancelled.add(handle);
    return true;
  }

  @Override
  public Health health() {
    return new Health(true, "planned");
  }

  static Reply done(Order order) {
    return done(painted(640, 480, new Color((int) (order.seed() & 0xffffff))));
  }

  static Reply done(byte[] picture) {
    return new Reply.Done(List.of(new Reply.Output.Bytes(picture)), null);
  }

  /// What it got, as it got it.
  static Reply unchanged(Order order) {
    try {
      return done(Files.readAllBytes(order.picture(Role.INPUT).file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A picture with something on it.
  static byte[] painted(int width, int height, Color colour) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(colour.equals(Color.WHITE) ? Color.RED : colour);
    pen.fillOval(width / 4, height / 4, width / 2, height / 2);
    pen.setColor(Color.BLUE);
    pen.fillRect(0, 0, width / 8, height / 8);
    pen.dispose();
    return png(picture);
  }

  static byte[] black() {
    return png(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
  }

  private static byte[] png(BufferedImage picture) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
