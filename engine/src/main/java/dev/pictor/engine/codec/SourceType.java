package dev.pictor.engine.codec;

/// How a picture came to be, in the words of the IPTC (NewsCodes, "Digital Source Type"). Written
/// into a file it is the mark by which programs recognise pictures that were altered.
public enum SourceType {
  /// Corrected or enlarged by an algorithm; it shows what the original showed.
  ENHANCED("algorithmicallyEnhanced"),

  /// Several elements put together, at least one of them drawn and never photographed.
  COMPOSITE_SYNTHETIC("compositeSynthetic"),

  /// What a photograph showed was replaced with the help of trained models, as by a face swap.
  COMPOSITE_WITH_MODELS("compositeWithTrainedAlgorithmicMedia"),

  /// Drawn by an algorithm without a trained model.
  ALGORITHMIC("algorithmicMedia");

  private static final String VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/";

  private final String code;

  SourceType(String code) {
    this.code = code;
  }

  /// The address of the word in the IPTC's vocabulary, as it stands in files.
  public String uri() {
    return VOCABULARY + code;
  }
}
