package dev.pictor.engine.fuzz;

import java.io.IOException;
import java.util.Locale;

/// What is fuzzed. Each takes any bytes and ends without an exception unless a promise is broken.
@SuppressWarnings("ImmutableEnumChecker") // What is run keeps nothing.
enum Target {
  /// JPEG files, baseline and progressive, with EXIF and profiles.
  JPEG(Codecs::decode),
  /// PNG files of all kinds.
  PNG(Codecs::decode),
  /// WebP files, still and animated.
  WEBP(Codecs::decode),
  /// GIF files, still and animated.
  GIF(Codecs::decode),
  /// The 21 looks.
  SKETCH(bytes -> Operations.sketch(new Input(bytes))),
  /// Both nets, any scale.
  UPSCALE(bytes -> Operations.upscale(new Input(bytes))),
  /// The bundled themes.
  THEME(bytes -> Operations.theme(new Input(bytes))),
  /// A face on other heads.
  SWAP(bytes -> Operations.swap(new Input(bytes))),
  /// Faces made clear, the built-in way.
  RESTORE(bytes -> Operations.restore(new Input(bytes))),
  /// A face on the page of a book.
  BOOK(bytes -> Operations.book(new Input(bytes))),
  /// Cutting people out.
  CUT_OUT(bytes -> Operations.cutOut(new Input(bytes))),
  /// Orders with any text, and any pictures.
  THUMBNAIL(bytes -> Operations.thumbnail(new Input(bytes))),
  /// `theme.json`.
  THEME_FILE(FilesOfOperators::theme),
  /// The SVG of a theme, read and rendered.
  DRAWING(FilesOfOperators::drawing),
  /// Manifests and ONNX files.
  MODEL_FILE(bytes -> FilesOfOperators.model(new Input(bytes)));

  private final Try onBytes;

  Target(Try onBytes) {
    this.onBytes = onBytes;
  }

  /// One try.
  private interface Try {
    void with(byte[] bytes) throws InterruptedException, IOException;
  }

  void run(byte[] bytes) throws InterruptedException, IOException {
    onBytes.with(bytes);
  }

  /// As on the command line and in the folder of seeds: `cut-out`.
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Target named(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
