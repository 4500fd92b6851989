package dev.pictor.engine;

import dev.pictor.engine.book.BookPage;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.PixelBudget;
import dev.pictor.engine.compose.Thumbnails;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceGuard;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.restore.FaceRestorer;
import dev.pictor.engine.sketch.FaceFinder;
import dev.pictor.engine.sketch.Sketcher;
import dev.pictor.engine.swap.Enlarger;
import dev.pictor.engine.swap.FaceSwapper;
import dev.pictor.engine.swap.SwapOptions;
import dev.pictor.engine.theme.ThemeFilter;
import dev.pictor.engine.type.Fonts;
import dev.pictor.engine.upscale.Upscaler;
import java.time.Duration;

/// The engine put together, with the two things that must be shared by all who use it: the gate for
/// the cores and the budget for decoded pixels.
public final class LocalEngine implements AutoCloseable {
  /// How long a picture waits for memory before its job goes back to the queue.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Pictures that may wait for memory at once; the next one is refused at once.
  private static final int MAX_WAITING = 256;

  private final Limits limits;
  private final Decoder decoder;
  private final ModelStore models;
  private final Faces faces = new Faces();
  private final FaceFinder faceFinder = new FaceGuard(faces);
  private final Sketcher sketcher;
  private final Rows rows;
  private final Cutter cutter;
  private final Thumbnails thumbnails;
  private final FaceSwapper faceSwapper;
  private final ThemeFilter themeFilter;
  private final Upscaler upscaler;
  private final FaceRestorer faceRestorer;
  private final BookPage bookPage;
  private final PixelBudget budget;
  private final Cores cores;

  /// @param threads that one operation computes rows on, and how many operations run at once
  /// @param pixelMemory bytes for decoded pixels, all operations together
  public LocalEngine(Limits limits, int threads, long pixelMemory) {
    this(limits, threads, pixelMemory, ModelStore.shipped());
  }

  /// @param threads that one operation computes rows on, and how many operations run at once
  /// @param pixelMemory bytes for decoded pixels, all operations together
  /// @param models closed with the engine
  public LocalEngine(Limits limits, int threads, long pixelMemory, ModelStore models) {
    this(limits, threads, pixelMemory, models, new Fonts(null));
  }

  /// @param threads that one operation computes rows on, and how many operations run at once
  /// @param pixelMemory bytes for decoded pixels, all operations together
  /// @param models closed with the engine
  /// @param fonts for text on pictures
  public LocalEngine(Limits limits, int threads, long pixelMemory, ModelStore models, Fonts fonts) {
    this.limits = limits;
    this.models = models;
    this.decoder = new Decoder(limits);
    this.sketcher = new Sketcher(threads, faceFinder);
    this.rows = new Rows(threads);
    this.cutter = new Cutter(rows, models);
    this.thumbnails = new Thumbnails(faces, cutter, fonts, rows);
    this.themeFilter = new ThemeFilter(rows, faces, cutter);
    this.upscaler = new Upscaler(models, rows);
    this.faceRestorer = new FaceRestorer(faces, models, upscaler, rows);
    this.faceSwapper = new FaceSwapper(rows, faces, Enlarger.by(upscaler));
    this.bookPage = new BookPage(faces, sketcher, this::exchanged);
    this.budget = new PixelBudget(pixelMemory, MAX_WAITING, PATIENCE);
    this.cores = new Cores(threads);
  }

  public Limits limits() {
    return limits;
  }

  public Decoder decoder() {
    return decoder;
  }

  public ModelStore models() {
    return models;
  }

  public FaceFinder faceFinder() {
    return faceFinder;
  }

  public Sketcher sketcher() {
    return sketcher;
  }

  public Faces faces() {
    return faces;
  }

  public FaceSwapper faceSwapper() {
    return faceSwapper;
  }

  public Cutter cutter() {
    return cutter;
  }

  public Thumbnails thumbnails() {
    return thumbnails;
  }

  public ThemeFilter themeFilter() {
    return themeFilter;
  }

  public Upscaler upscaler() {
    return upscaler;
  }

  public FaceRestorer faceRestorer() {
    return faceRestorer;
  }

  public BookPage bookPage() {
    return bookPage;
  }

  private Picture exchanged(
      Picture photo, Picture page, FaceChoice onto, double blend, Progress progress)
      throws FaceProblem, InterruptedException {
    SwapOptions options = new SwapOptions(blend, 1, FaceChoice.largest(), onto);
    return faceSwapper.swap(photo, page, options, progress);
  }

  public PixelBudget budget() {
    return budget;
  }

  public Cores cores() {
    return cores;
  }

  @Override
  public void close() {
    sketcher.close();
    cutter.close();
    rows.close();
    faces.close();
    models.close();
  }
}
