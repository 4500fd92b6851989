package dev.pictor.platform.fetch;

/// What is wrong with a URL, as a sentence for whoever gave it: what it is and what to do.
final class BadUrl extends Exception {
  private static final long serialVersionUID = 1L;

  BadUrl(String sentence) {
    super(sentence);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
