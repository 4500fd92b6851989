package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.compose.Arrangement.Look;
import dev.pictor.engine.compose.Arrangement.Place;
import dev.pictor.engine.compose.Arrangement.Treatment;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.type.TextBox.Rise;
import dev.pictor.engine.type.TextBox.Side;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// What a thumbnail in the mode `copy` takes from another picture: where its largest face is, where
/// its text is, and its colours. It takes no pixels.
///
/// @param face in parts of the picture; empty when there is none
/// @param text in parts of the picture; empty when none was found
record CopyStudy(Optional<Place> face, Optional<Platform.Area> text, Scheme scheme) {
  /// Seen at this width: text is large on thumbnails.
  private static final int WIDTH = 480;

  /// The text of another picture was set with less air than ours gets.
  private static final double AIR = 0.03;

  static CopyStudy of(Picture target, Faces faces, Cutter cutter) throws InterruptedException {
    List<Face> found = faces.find(target, Faces.Search.TILES);
    Progress.checkInterrupt();
    try (Mat people = cutter.personMask(target);
        PointerScope _ = new PointerScope()) {
      double scale = (double) WIDTH / target.width();
      Mat small = new Mat();
      Size size = new Size(WIDTH, Math.max(8, (int) Math.round(target.height() * scale)));
      resize(target.mat(), small, size, 0, 0, INTER_AREA);
      Mat grey = new Mat();
      cvtColor(small, grey, COLOR_BGR2GRAY);
      Mat person = new Mat();
      resize(people, person, size, 0, 0, INTER_AREA);
      List<Box> boxes = found.stream().map(face -> scaled(face.box(), scale)).toList();
      Optional<Box> block = TextFinder.find(grey, boxes);
      Optional<Place> face = found.stream().findFirst().map(f -> place(f.box(), target));
      return new CopyStudy(
          face, block.map(b -> area(b, size)), CopiedColours.of(small, block, person));
    }
  }

  private static Box scaled(Box box, double scale) {
    return new Box(
        box.left() * scale, box.top() * scale, box.right() * scale, box.bottom() * scale);
  }

  private static Place place(Box face, Picture target) {
    return new Place(
        (face.left() + face.right()) / 2 / target.width(),
        (face.top() + face.bottom()) / 2 / target.height(),
        face.height() / Math.min(target.width(), target.height()));
  }

  private static Platform.Area area(Box block, Size size) {
    double x = block.left() / size.width() - AIR;
    double y = block.top() / size.height() - AIR;
    return new Platform.Area(
        x, y, block.width() / size.width() + 2 * AIR, block.height() / size.height() + 2 * AIR);
  }

  /// The arrangement of a variant: the first is the target's own, the second its mirror image, the
  /// others change how text and person are set apart.
  Arrangement arrangement(int width, int height, int variant) {
    Arrangement ours = Arrangement.of(width, height, 0);
    Place place = face.orElseGet(() -> beside(ours));
    boolean wide = width > 1.2 * height;
    Platform.Area room = text.map(a -> grown(a, wide)).orElseGet(() -> beside(place, wide));
    Treatment treatment = variant == 2 ? Treatment.PLATES : Treatment.OUTLINE;
    Look look =
        switch (variant) {
          case 0 -> Look.GLOW;
          case 1 -> Look.STICKER;
          case 2 -> Look.SHADOW;
          default -> Look.DISC;
        };
    Arrangement copied =
        new Arrangement(place, room, side(room), Rise.MIDDLE, treatment, look, ours.mostLines());
    return variant % 2 == 0 ? copied : copied.mirrored();
  }

  /// Another text may be longer: the room grows around its middle to what a headline needs.
  private static Platform.Area grown(Platform.Area area, boolean wide) {
    double width = Math.max(area.width(), wide ? 0.46 : 0.8);
    double height = Math.max(area.height(), wide ? 0.5 : 0.34);
    double x = Math.clamp(area.x() + (area.width() - width) / 2, 0, Math.max(0, 1 - width));
    double y = Math.clamp(area.y() + (area.height() - height) / 2, 0, Math.max(0, 1 - height));
    return new Platform.Area(x, y, width, height);
  }

  /// Opposite to the text when only that was found.
  private Place beside(Arrangement ours) {
    boolean textLeft = text.map(area -> area.x() + area.width() / 2 < 0.5).orElse(true);
    Place place = ours.person();
    return textLeft ? place : new Place(1 - place.x(), place.y(), place.height());
  }

  /// The larger part of the picture beside or above the face when no text was found.
  private static Platform.Area beside(Place face, boolean wide) {
    if (!wide) {
      return face.y() > 0.5
          ? new Platform.Area(0, 0, 1, 0.42)
          : new Platform.Area(0, 0.56, 1, 0.44);
    }
    return face.x() > 0.5 ? new Platform.Area(0, 0, 0.58, 1) : new Platform.Area(0.42, 0, 0.58, 1);
  }

  private static Side side(Platform.Area room) {
    double centre = room.x() + room.width() / 2;
    return Math.abs(centre - 0.5) < 0.08 ? Side.CENTRE : Side.START;
  }
}
