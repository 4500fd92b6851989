package dev.pictor.providers.remote;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.sketch.Look;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Steps, pictures and orders to try providers with.
public final class SampleOrders {
  public static final Generation.Sketch SKETCH =
      new Generation.Sketch(Look.of("ink", "artistic"), 0.8);
  public static final Generation.FaceSwap SWAP =
      new Generation.FaceSwap(FaceChoice.largest(), FaceChoice.largest(), 1, 1, null);
  public static final Generation.FaceRestore RESTORE =
      new Generation.FaceRestore("auto", false, 0.5, 0);
  public static final Generation.Upscale UPSCALE = new Generation.Upscale("auto", 2, 0);
  public static final Generation.Theme THEME =
      new Generation.Theme("classic-cap", 0, 0.6, 5, false);
  public static final Generation.BookPage PAGE =
      new Generation.BookPage(FaceChoice.largest(), null, null, "auto", 1, "a brave fox");
  public static final Generation.CutOut CUT_OUT = new Generation.CutOut("transparent");
  public static final Generation.Fit FIT = new Generation.Fit(100);
  public static final Generation.Thumbnail THUMBNAIL =
      new Generation.Thumbnail(
          new Generation.Thumbnail.Frame("youtube", 1280, 720),
          new Generation.Thumbnail.Words("I BUILT THIS", "in a day"),
          new Generation.Thumbnail.Look("bold", List.of(0xffcc00)),
          "std",
          1);

  /// One of every kind of step.
  public static final List<Generation.Step> ALL =
      List.of(SKETCH, SWAP, RESTORE, UPSCALE, THEME, PAGE, CUT_OUT, THUMBNAIL, FIT);

  private static final Size SMALL = new Size(96, 64);

  private final Path folder;

  /// @param folder for pictures
  public SampleOrders(Path folder) {
    this.folder = folder;
  }

  /// An order with every picture that the step can use.
  public Order of(Generation.Step step, RemoteApi api) {
    return with(step, api, picture(SMALL, new Color(90, 120, 150)), null);
  }

  /// @param callback null for none
  public Order with(
      Generation.Step step, RemoteApi api, Order.Picture input, @Nullable URI callback) {
    var pictures = new EnumMap<Role, Order.Picture>(Role.class);
    pictures.put(Role.INPUT, input);
    for (Role other : step.others()) {
      pictures.put(other, picture(new Size(48, 64), new Color(200, 160, 140)));
    }
    String model = api.offer(step).map(Offer::model).orElse("none");
    Size size = new Size(input.width(), input.height());
    return order(step, model, pictures, step.resultOf(size), callback);
  }

  private static Order order(
      Generation.Step step,
      String model,
      Map<Role, Order.Picture> pictures,
      Size wanted,
      @Nullable URI callback) {
    return new Order(
        UUID.randomUUID(), step, model, pictures, wanted, 1, 4711, "user-hash", callback);
  }

  /// One colour with a little noise, so that no two are alike.
  public Order.Picture picture(Size size, Color colour) {
    var picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, size.width(), size.height());
    pen.dispose();
    picture.setRGB(0, 0, new Random().nextInt());
    return written(picture);
  }

  /// Noise, which no encoder makes small.
  public Order.Picture noise(Size size) {
    var random = new Random(1);
    var picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        picture.setRGB(x, y, random.nextInt());
      }
    }
    return written(picture);
  }

  private Order.Picture written(BufferedImage picture) {
    try {
      File file = Files.createTempFile(folder, "picture", ".jpg").toFile();
      ImageIO.write(picture, "jpg", file);
      return new Order.Picture(
          file.toPath(),
          "image/jpeg",
          picture.getWidth(),
          picture.getHeight(),
          file.length(),
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
