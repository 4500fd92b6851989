package dev.pictor.engine.cutout;

import static org.bytedeco.opencv.global.opencv_core.hconcat;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Scene;
import dev.pictor.engine.testkit.SheetOfPictures;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/// Draws the contact sheet of cut-outs in `docs/`: each on a loud board of checks, which shows
/// every mistake, with edges at twice their size. Run its `main` with the file to write.
final class CutoutSheet {
  private static final int WIDTH = 1400;
  private static final int CHECK = 20;

  private CutoutSheet() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "../docs/cutout-sheet.jpg");
    try (Rows rows = new Rows(2);
        Cutter cutter = new Cutter(rows);
        SheetOfPictures sheet = new SheetOfPictures(WIDTH, 4000)) {
      portrait(
          cutter, sheet, "astronaut.png", new Rect(140, 5, 170, 130), new Rect(0, 260, 170, 130));
      portrait(
          cutter,
          sheet,
          "grace_hopper.jpg",
          new Rect(110, 10, 170, 130),
          new Rect(0, 330, 170, 130));
      portrait(
          cutter,
          sheet,
          "morph_nobody.png",
          new Rect(200, 5, 170, 130),
          new Rect(90, 320, 170, 130));
      group(cutter, sheet);
      damaged(cutter, sheet);
      sheet.write(file, 82);
    }
  }

  private static void portrait(
      Cutter cutter, SheetOfPictures sheet, String name, Rect hair, Rect edge) throws Exception {
    try (Picture photo = Scene.photograph(name, 512);
        Picture cut = cutter.cut(photo, Progress.SILENT);
        Picture shown = onChecks(cut)) {
      sheet.add(photo, 300, name);
      sheet.add(shown, 300, "cut out");
      sheet.add(part(shown, hair), 340, "hair at 200 %");
      sheet.add(part(shown, edge), 340, "edge at 200 %");
      sheet.newRow();
    }
  }

  private static void group(Cutter cutter, SheetOfPictures sheet) throws Exception {
    try (Picture one = Scene.photograph("astronaut.png", 512);
        Picture other = Scene.photograph("morph_nobody.png", 512)) {
      Mat both = new Mat();
      hconcat(one.mat(), other.mat(), both);
      try (Picture pair = new Picture(both);
          Picture cut = cutter.cut(pair, Progress.SILENT);
          Picture shown = onChecks(cut)) {
        sheet.add(shown, 640, "two people");
      }
    }
  }

  /// Small, dark and noisy.
  private static void damaged(Cutter cutter, SheetOfPictures sheet) throws Exception {
    try (Picture small = Scene.photograph("astronaut.png", 160);
        Picture cutSmall = cutter.cut(small, Progress.SILENT);
        Picture shown = onChecks(cutSmall)) {
      sheet.add(shown, 330, "160 px");
    }
    try (Picture dark = Scene.photograph("grace_hopper.jpg", 512)) {
      byte[] bytes = Scene.bytes(dark);
      for (int i = 0; i < bytes.length; i++) {
        int noise = (int) (40 * (dev.pictor.engine.plane.Noise.at(i, 7, 3) - 0.5));
        bytes[i] = (byte) Math.clamp((bytes[i] & 0xff) / 3 + noise, 0, 255);
      }
      dark.mat().data().put(bytes);
      try (Picture cut = cutter.cut(dark, Progress.SILENT);
          Picture shown = onChecks(cut)) {
        sheet.add(shown, 330, "dark and noisy");
      }
    }
  }

  private static Picture part(Picture picture, Rect area) {
    try (Mat view = new Mat(picture.mat(), area)) {
      return new Picture(view.clone());
    }
  }

  private static Picture onChecks(Picture cut) {
    byte[] bytes = Scene.bytes(cut);
    byte[] opacity = new byte[cut.width() * cut.height()];
    cut.alpha().orElseThrow().data().get(opacity);
    int[][] colours = {{230, 40, 240}, {60, 220, 40}};
    for (int i = 0; i < opacity.length; i++) {
      int x = i % cut.width();
      int y = i / cut.width();
      int[] check = colours[(x / CHECK + y / CHECK) % 2];
      int share = opacity[i] & 0xff;
      for (int c = 0; c < 3; c++) {
        int mixed = (bytes[3 * i + c] & 0xff) * share + check[c] * (255 - share);
        bytes[3 * i + c] = (byte) (mixed / 255);
      }
    }
    Picture shown = Picture.blank(cut.width(), cut.height());
    shown.mat().data().put(bytes);
    return shown;
  }
}
