package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.type.Lettering;
import dev.pictor.engine.type.MissingCharacters;
import dev.pictor.engine.type.TextTooLong;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// An order with its pictures looked at and its person cut out, ready for the variants. The
/// pictures of the order must stay open until this is closed.
public final class Workbench implements AutoCloseable {
  /// Quiet ones: a copy takes its mood from the arrangement and the colours.
  private static final List<Backdrop> COPIED =
      List.of(Backdrop.GLOW, Backdrop.SPOTLIGHT, Backdrop.SLANT, Backdrop.HALFTONE);

  /// Capitals smaller than this part of the smaller side cannot be read in a list on a phone, where
  /// a thumbnail is 168 pixels wide.
  private static final double SMALL = 0.062;

  /// How much larger a headline must get for another arrangement to be worth it.
  private static final double WORTHWHILE = 1.12;

  private final ThumbnailOrder order;
  private final Parts parts;
  private final Lettering lettering;
  private final Rows rows;
  private double lowestContrast = 21;

  /// What lies on it.
  record Parts(@Nullable Person person, @Nullable Picture scene, @Nullable CopyStudy study) {}

  Workbench(ThumbnailOrder order, Parts parts, Lettering lettering, Rows rows) {
    this.order = order;
    this.parts = parts;
    this.lettering = lettering;
    this.rows = rows;
  }

  /// One variant, in exactly the size of the order (for 4k see [Quality]); the caller closes it.
  ///
  /// @param number 0 for the first
  /// @throws TextTooLong when a text cannot be read in the room this variant has for it
  public Picture variant(int number) throws MissingCharacters, TextTooLong, InterruptedException {
    double larger = order.quality().enlargement(order.platform(), order.width(), order.height());
    int width = (int) Math.round(order.width() * larger);
    int height = (int) Math.round(order.height() * larger);
    int fine = order.quality().supersampling(width, height);
    Design design = design(number);
    Arrangement roomy = design.arrangement().roomy(width, height);
    Design second = design.with(parts.person == null ? roomy.alone() : roomy);
    Drawn first;
    try {
      first = drawn(design, width, height, fine);
    } catch (TextTooLong e) {
      return kept(drawn(second, width, height, fine));
    }
    return first.capHeight >= SMALL || parts.person == null
        ? kept(first)
        : larger(first, second, width, height, fine);
  }

  /// A variant, and how it can be read.
  private record Drawn(Picture picture, double capHeight, double contrast) {}

  private Picture kept(Drawn drawn) {
    lowestContrast = drawn.contrast;
    return drawn.picture;
  }

  /// A long headline gets more room, if that makes it larger.
  private Picture larger(Drawn first, Design roomy, int width, int height, int fine)
      throws MissingCharacters, InterruptedException {
    try {
      Drawn second = drawn(roomy, width, height, fine);
      boolean better = second.capHeight > first.capHeight * WORTHWHILE;
      (better ? first : second).picture.close();
      return kept(better ? second : first);
    } catch (TextTooLong e) {
      return kept(first);
    } catch (MissingCharacters | InterruptedException | RuntimeException e) {
      first.picture.close();
      throw e;
    }
  }

  private Drawn drawn(Design design, int width, int height, int fine)
      throws MissingCharacters, TextTooLong, InterruptedException {
    try (Board board = new Board(width * fine, height * fine)) {
      Poster poster = new Poster(board, design, order, lettering);
      poster.paint(parts.person, parts.scene, rows);
      Picture picture = fine == 1 ? board.picture() : averaged(board, width, height);
      return new Drawn(picture, poster.capHeight(), poster.lowestContrast());
    }
  }

  /// The lowest contrast of text against what is around it, measured on the pixels of the variant
  /// that was made last; 21 when it has no text.
  public double lowestContrast() {
    return lowestContrast;
  }

  private Design design(int number) {
    Vibe vibe = Vibe.of(order.vibe());
    CopyStudy study = parts.study;
    if (study == null) {
      Arrangement plan = Arrangement.of(order.width(), order.height(), number);
      return new Design(
          parts.person == null ? plan.alone() : plan,
          Scheme.wished(order.colours(), vibe.scheme(number)),
          vibe.backdrop(number),
          vibe.face(number));
    }
    Scheme copied = number < 2 ? study.scheme() : study.scheme().swapped();
    return new Design(
        study.arrangement(order.width(), order.height(), number),
        Scheme.wished(order.colours(), copied),
        COPIED.get(number),
        vibe.face(number));
  }

  private static Picture averaged(Board board, int width, int height) {
    Mat small = new Mat();
    try (Size size = new Size(width, height)) {
      resize(board.mat(), small, size, 0, 0, INTER_AREA);
    }
    return new Picture(small);
  }

  @Override
  public void close() {
    if (parts.person != null) {
      parts.person.close();
    }
  }
}
