package dev.pictor.engine.compose;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.type.Lettering;
import dev.pictor.engine.type.MissingCharacters;
import dev.pictor.engine.type.SetText;
import dev.pictor.engine.type.TextBox;
import dev.pictor.engine.type.TextTooLong;
import dev.pictor.engine.type.Typeface;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/// Puts one variant together on a board: background, panel, person, text.
final class Poster {
  /// The size of the headline at most and at least, in parts of the smaller side.
  private static final double LARGEST = 0.34;

  private static final double SMALLEST = 0.06;

  /// The same for the subtext.
  private static final double LARGEST_SUB = 0.07;

  private static final double SMALLEST_SUB = 0.034;

  /// The thickness of the lines along a band, in parts of the smaller side.
  private static final double LINE = 0.012;

  /// The size of the subtext at most, in parts of the headline's.
  private static final double CHIP_AT_MOST = 0.58;

  /// How far its plate reaches beyond it, in parts of its size.
  private static final double CHIP_BESIDE = 0.6;

  private final Board board;
  private final Design design;
  private final ThumbnailOrder order;
  private final Lettering lettering;
  private final double unit;
  private double lowestContrast = 21;
  private double capHeight = 1;

  Poster(Board board, Design design, ThumbnailOrder order, Lettering lettering) {
    this.board = board;
    this.design = design;
    this.order = order;
    this.lettering = lettering;
    this.unit = Math.min(board.width(), board.height());
  }

  /// The lowest contrast of any text that was measured on the finished pixels.
  double lowestContrast() {
    return lowestContrast;
  }

  /// How tall the capitals of the headline are, in parts of the smaller side; 1 without a headline.
  double capHeight() {
    return capHeight;
  }

  void paint(@Nullable Person person, @Nullable Picture scene, Rows rows)
      throws InterruptedException, MissingCharacters, TextTooLong {
    Arrangement plan = design.arrangement();
    Figure figure = person == null ? null : new Figure(person, plan.person(), board);
    List<Rectangle2D> heads = figure == null ? List.of() : List.of(figure.kept(plan.look()));
    Rectangle2D room = Room.of(plan.text(), order.platform(), board.width(), board.height(), heads);
    background(figure, scene, room, rows);
    Progress.checkInterrupt();
    try (PointerScope _ = new PointerScope()) {
      if (plan.treatment() == Arrangement.Treatment.PANEL && hasText()) {
        panel(room);
      }
      if (figure != null) {
        figure.draw(plan.look(), design.scheme());
      }
    }
    Progress.checkInterrupt();
    if (hasText()) {
      text(room);
    }
  }

  private boolean hasText() {
    return !order.headline().isEmpty() || !order.subtext().isEmpty();
  }

  private void background(
      @Nullable Figure figure, @Nullable Picture scene, Rectangle2D room, Rows rows)
      throws InterruptedException {
    if (scene != null) {
      Backing.paint(scene, board, design.scheme(), room, figure != null);
      return;
    }
    double x = figure == null ? board.width() / 2.0 : figure.head().getCenterX();
    double y = figure == null ? board.height() / 2.0 : figure.head().getCenterY();
    new Stage(board, design.scheme(), x, y).paint(design.backdrop(), rows);
  }

  /// A plain ground on the side of the text, with a sloping edge.
  private void panel(Rectangle2D room) {
    double w = board.width();
    double h = board.height();
    Path2D shape = new Path2D.Double();
    shape.moveTo(0, 0);
    if (room.getWidth() < 0.72 * w && room.getCenterX() < w / 2) {
      shape.lineTo(room.getMaxX() + 0.1 * unit, 0);
      shape.lineTo(room.getMaxX() + 0.01 * unit, h);
      shape.lineTo(0, h);
    } else if (room.getWidth() < 0.72 * w) {
      shape.moveTo(w, 0);
      shape.lineTo(room.getMinX() - 0.01 * unit, 0);
      shape.lineTo(room.getMinX() - 0.1 * unit, h);
      shape.lineTo(w, h);
    } else {
      shape.lineTo(w, 0);
      shape.lineTo(w, room.getMaxY() + 0.01 * unit);
      shape.lineTo(0, room.getMaxY() + 0.08 * unit);
    }
    shape.closePath();
    Mat mask = Masks.of(shape, 0, 0, board.width(), board.height());
    board.tint(0x000000, Masks.blurred(mask, unit * 0.02), 0, 0, 0.4);
    board.tint(design.panel(), mask, 0, 0, 1);
  }

  private void text(Rectangle2D room) throws MissingCharacters, TextTooLong {
    String main = order.headline().isEmpty() ? order.subtext() : order.headline();
    String sub = order.headline().isEmpty() ? "" : order.subtext();
    Arrangement plan = design.arrangement();
    SetText chip = sub.isEmpty() ? null : chip(sub, room);
    double chipHeight = chip == null ? 0 : chip.ink().getHeight() + 2 * chipPad(chip);
    boolean first = plan.treatment() == Arrangement.Treatment.BAND;
    // A chip that lies half on the band takes only half of its height from the room.
    double taken = chip == null ? 0 : first ? chipHeight / 2 + unit * 0.03 : chipHeight + gap();
    SetText headline = lettering.set(main, design.face(), headlineBox(room, taken, plan));
    if (chip != null && chip.size() > headline.size() * CHIP_AT_MOST) {
      chip = chip.smaller(headline.size() * CHIP_AT_MOST / chip.size());
      chipHeight = chip.ink().getHeight() + 2 * chipPad(chip);
      taken = first ? chipHeight / 2 + unit * 0.03 : chipHeight + gap();
      headline = lettering.set(main, design.face(), headlineBox(room, taken, plan));
    }
    capHeight = headline.capHeight() / unit;
    double spare = room.getHeight() - headline.ink().getHeight() - taken;
    double top =
        room.getY()
            + (first ? taken : 0)
            + switch (plan.rise()) {
              case TOP -> 0;
              case MIDDLE -> spare / 2;
              case BOTTOM -> spare;
            };
    headline = headline.moved(0, top - headline.ink().getY());
    double band = headline.ink().getMinY() - taken - unit * 0.02;
    double below = headline.ink().getMaxY() + gap();
    draw(headline, chip, first ? band - chipHeight / 2 : below, band, room);
  }

  /// Between headline and subtext; plates reach a little into it.
  private double gap() {
    return unit * 0.05;
  }

  private TextBox headlineBox(Rectangle2D inner, double taken, Arrangement plan) {
    // Plates and edges stick out beyond the letters; at the size that fits they still must be
    // inside.
    double beyond =
        switch (plan.treatment()) {
          case OUTLINE, PLATES -> unit * 0.025;
          case BAND, PANEL -> 0;
        };
    return new TextBox(
        inner.getX() + beyond,
        inner.getY(),
        Math.max(8, inner.getWidth() - 2 * beyond),
        Math.max(8, inner.getHeight() - taken),
        plan.side(),
        TextBox.Rise.TOP,
        plan.mostLines(),
        unit * LARGEST,
        unit * SMALLEST);
  }

  /// One line when that is not too small, else up to three.
  private SetText chip(String sub, Rectangle2D room) throws MissingCharacters, TextTooLong {
    try {
      return chip(sub, room, 1, unit * LARGEST_SUB * 0.72);
    } catch (TextTooLong e) {
      return chip(sub, room, 3, unit * SMALLEST_SUB);
    }
  }

  private SetText chip(String sub, Rectangle2D room, int mostLines, double least)
      throws MissingCharacters, TextTooLong {
    double pad = unit * LARGEST_SUB * CHIP_BESIDE;
    TextBox box =
        new TextBox(
            room.getX() + pad,
            room.getY(),
            Math.max(8, room.getWidth() - 2 * pad),
            Math.max(8, room.getHeight() * 0.4),
            design.arrangement().side(),
            TextBox.Rise.TOP,
            mostLines,
            unit * LARGEST_SUB,
            least);
    return lettering.set(sub, Typeface.INTER, box);
  }

  private static double chipPad(SetText chip) {
    return chip.size() * 0.42;
  }

  private void draw(
      SetText headline, @Nullable SetText chip, double chipTop, double band, Rectangle2D room) {
    if (design.arrangement().treatment() == Arrangement.Treatment.BAND) {
      band(band, headline.ink().getMaxY() + unit * 0.05);
    }
    Headline.Style style =
        new Headline.Style(
            design.arrangement().treatment(), design.ink(), design.emphasis(), design.ground());
    lowestContrast =
        Math.min(lowestContrast, new Headline(board, design.scheme(), style, headline).draw());
    if (chip != null) {
      double across = across(headline, chip, room);
      drawChip(chip.moved(across, chipTop + chipPad(chip) - chip.ink().getY()));
    }
  }

  /// How far the subtext goes aside so that its plate begins where the headline does.
  private double across(SetText headline, SetText chip, Rectangle2D room) {
    double beside = chip.size() * CHIP_BESIDE;
    Rectangle2D ink = chip.ink();
    Rectangle2D above = headline.ink();
    double wished =
        switch (design.arrangement().side()) {
          case CENTRE -> above.getCenterX() - ink.getCenterX();
          case START, END ->
              (design.arrangement().side() == TextBox.Side.START) == headline.rightToLeft()
                  ? above.getMaxX() - beside - ink.getMaxX()
                  : above.getMinX() + beside - ink.getMinX();
        };
    double least = room.getMinX() + beside - ink.getMinX();
    return Math.clamp(wished, least, Math.max(least, room.getMaxX() - beside - ink.getMaxX()));
  }

  /// A band across the board; it ends at the lower edge when that is near.
  private void band(double from, double textEnd) {
    boolean near = board.height() - textEnd < 0.16 * board.height();
    double to = near ? board.height() : textEnd;
    int above = Scheme.mixed(design.ground(), design.scheme().deep(), 0.3);
    strip(from, to, above, design.ground());
    int accent = design.scheme().accent();
    strip(from - unit * LINE, from, accent, accent);
    if (!near) {
      strip(to, to + unit * LINE, accent, accent);
    }
  }

  private void strip(double from, double to, int above, int below) {
    try (PointerScope _ = new PointerScope()) {
      int top = (int) Math.floor(from);
      Rectangle2D strip = new Rectangle2D.Double(0, from, board.width(), to - from);
      Mat mask = Masks.of(strip, 0, top, board.width(), (int) Math.ceil(to) - top + 1);
      board.tint(above, below, mask, 0, top, 1);
    }
  }

  private void drawChip(SetText chip) {
    int ground = design.chip();
    try (PointerScope _ = new PointerScope()) {
      Rectangle2D ink = chip.ink();
      double pad = chipPad(chip);
      double beside = chip.size() * CHIP_BESIDE;
      double round = chip.lines().size() == 1 ? chip.size() * 0.9 : chip.size() * 0.5;
      RoundRectangle2D pill =
          new RoundRectangle2D.Double(
              ink.getX() - beside,
              ink.getY() - pad,
              ink.getWidth() + 2 * beside,
              ink.getHeight() + 2 * pad,
              round,
              round);
      int left = (int) Math.floor(pill.getMinX()) - 1;
      int top = (int) Math.floor(pill.getMinY()) - 1;
      Mat mask = Masks.of(pill, left, top, (int) pill.getWidth() + 4, (int) pill.getHeight() + 4);
      board.tint(ground, mask, left, top, 1);
    }
    int ink = Scheme.inkOn(ground);
    Headline.Style style = new Headline.Style(Arrangement.Treatment.PANEL, ink, ink, ground);
    lowestContrast =
        Math.min(lowestContrast, new Headline(board, design.scheme(), style, chip).draw());
  }
}
