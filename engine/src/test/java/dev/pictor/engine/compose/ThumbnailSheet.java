package dev.pictor.engine.compose;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Scene;
import dev.pictor.engine.testkit.SheetOfPictures;
import dev.pictor.engine.type.Fonts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Draws the contact sheet of thumbnails in `docs/`. Run its `main` with the file to write.
final class ThumbnailSheet {
  private static final int WIDTH = 1490;
  private static final int WIDE = 357;
  private static final int SMALL = 236;

  /// As wide as a thumbnail is in a list on a phone.
  private static final int PHONE = 168;

  private static final List<String> PEOPLE =
      List.of("astronaut.png", "grace_hopper.jpg", "morph_nobody.png");

  private static final List<String> HEADLINES =
      List.of(
          "I went to SPACE for 30 days",
          "Stop doing this!",
          "How compilers think",
          "100 hours, 1 life",
          "Kids vs. rockets 🚀",
          "The $9,000 watch",
          "Sleep in 5 minutes",
          "What they hid from you",
          "The summer of 1984",
          "Grandma's bread 🍞",
          "Live: launch day",
          "Alone in the Alps");

  private final Thumbnails thumbnails;
  private final SheetOfPictures sheet;

  private ThumbnailSheet(Thumbnails thumbnails, SheetOfPictures sheet) {
    this.thumbnails = thumbnails;
    this.sheet = sheet;
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "../docs/thumbnail-sheet.jpg");
    try (Rows rows = new Rows(2);
        Cutter cutter = new Cutter(rows);
        Faces faces = new Faces();
        SheetOfPictures sheet = new SheetOfPictures(WIDTH, 6000)) {
      ThumbnailSheet all =
          new ThumbnailSheet(new Thumbnails(faces, cutter, new Fonts(null), rows), sheet);
      all.draw();
      sheet.write(file, 60);
    }
  }

  private void draw() throws Exception {
    try (Picture astronaut = Scene.photograph("astronaut.png", 1024);
        Picture hopper = Scene.photograph("grace_hopper.jpg", 1024);
        Picture nobody = Scene.photograph("morph_nobody.png", 1024);
        Picture mountains = Scene.photograph("mountains.jpg", 1280)) {
      variants(Platform.YOUTUBE, "I went to SPACE for 30 days", "bold", astronaut, WIDE);
      sheet.newRow();
      vibes();
      sheet.newRow();
      variants(Platform.INSTAGRAM, "Grandma's secret bread 🥖", "cosy", hopper, 180);
      variants(Platform.TIKTOK, "I broke the WORLD record 🔥", "gaming", nobody, 168);
      sheet.newRow();
      words(astronaut, hopper, nobody);
      sheet.newRow();
      photographs(mountains, nobody);
      sheet.newRow();
      copies(astronaut, nobody);
      sheet.newRow();
      phone(astronaut);
    }
  }

  private void variants(Platform platform, String headline, String vibe, Picture who, int width)
      throws Exception {
    ThumbnailOrder order = ThumbnailOrder.of(platform, headline, "What nobody tells you", vibe);
    try (Workbench bench = bench(order, Material.selfie(who))) {
      for (int i = 0; i < 4; i++) {
        add(bench, i, width, platform + " " + vibe + " " + (i + 1));
      }
    }
  }

  private void vibes() throws Exception {
    List<Vibe> all = List.of(Vibe.values());
    for (int i = 0; i < all.size(); i++) {
      try (Picture who = Scene.photograph(PEOPLE.get(i % 3), 1024)) {
        String name = all.get(i).name().toLowerCase(Locale.ROOT);
        ThumbnailOrder order = ThumbnailOrder.of(Platform.X, HEADLINES.get(i), "", name);
        try (Workbench bench = bench(order, Material.selfie(who))) {
          for (int variant : new int[] {i % 4, (i + 1) % 4}) {
            add(bench, variant, SMALL, name + " " + (variant + 1));
          }
        }
      }
    }
  }

  private void words(Picture astronaut, Picture hopper, Picture nobody) throws Exception {
    one("كيف تنام أفضل؟", "7 نصائح مجربة", "calm", Material.selfie(nobody), 1, "Arabic");
    one("למה YouTube שינה הכל ב-2025", "סיפור אמיתי", "news", Material.selfie(hopper), 0, "Hebrew");
    one("Как я летала в космос", "30 дней", "dramatic", Material.selfie(astronaut), 0, "Cyrillic");
    one("Γιατί τώρα; 👩‍🚀🇬🇷👍🏽", "", "tech", Material.selfie(astronaut), 1, "Greek, emoji");
    String novel =
        "Why every programmer should learn how a compiler really works before it is too late";
    for (int i = 0; i < 4; i++) {
      one(novel, "A long story in three parts", "tech", Material.selfie(hopper), i, "long");
    }
  }

  private void photographs(Picture mountains, Picture nobody) throws Exception {
    for (int i = 0; i < 4; i++) {
      Material alone = new Material(null, mountains, null);
      one("Hiking the Alps alone 🏔️", "12 days, 340 km", "nature", alone, i, "photograph");
    }
    one("Alone up there", "", "dramatic", new Material(nobody, mountains, null), 0, "both");
    one("Alone up there", "", "clean", new Material(nobody, mountains, null), 3, "both");
    one("Nothing but words", "and a vibe", "retro", Material.NONE, 0, "no picture");
    one("Nothing but words", "and a vibe", "playful", Material.NONE, 1, "no picture");
  }

  private void copies(Picture astronaut, Picture nobody) throws Exception {
    ThumbnailOrder order = order("Space for 30 days", "", "tech");
    for (int of : new int[] {0, 3}) {
      try (Workbench bench = bench(order, Material.selfie(astronaut));
          Picture target = bench.variant(of)) {
        sheet.add(target, WIDE, "to copy");
        ThumbnailOrder copy =
            order("Baking with my dad", "new series", "cosy").withMode(ThumbnailOrder.Mode.COPY);
        try (Workbench copying = bench(copy, new Material(nobody, null, target))) {
          for (int i = 0; i < 3; i++) {
            add(copying, i, WIDE, "copy " + (i + 1));
          }
        }
      }
    }
  }

  private void phone(Picture astronaut) throws Exception {
    for (String vibe : List.of("bold", "clean")) {
      ThumbnailOrder order = order("I went to SPACE for 30 days", "What nobody tells you", vibe);
      try (Workbench bench = bench(order, Material.selfie(astronaut))) {
        for (int i = 0; i < 4; i++) {
          add(bench, i, PHONE, "168 px");
        }
      }
    }
  }

  private void one(
      String headline, String sub, String vibe, Material material, int variant, String label)
      throws Exception {
    try (Workbench bench = bench(order(headline, sub, vibe), material)) {
      add(bench, variant, WIDE, label + ", " + vibe + " " + (variant + 1));
    }
  }

  private static ThumbnailOrder order(String headline, String sub, String vibe) {
    return ThumbnailOrder.of(Platform.YOUTUBE, headline, sub, vibe);
  }

  private Workbench bench(ThumbnailOrder order, Material material) throws Exception {
    return thumbnails.prepare(order, material, Progress.SILENT);
  }

  private void add(Workbench bench, int variant, int width, String label) throws Exception {
    try (Picture picture = bench.variant(variant)) {
      sheet.add(picture, width, label);
    }
  }
}
