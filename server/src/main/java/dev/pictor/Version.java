package dev.pictor;

/// The version of this program; a test holds it to the version of the build.
final class Version {
  static final String CURRENT = "0.1.0";

  private Version() {}
}
