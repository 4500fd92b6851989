package dev.pictor.platform.settings;

/// How strict a start is.
public enum Deployment {
  /// A laptop: cookies over http and generated secrets are allowed.
  DEVELOPMENT,
  /// Open to the world: a generated or weak secret, or an address without https, refuses the start.
  PRODUCTION;

  public static final Setting<Deployment> SETTING =
      Setting.oneOf(
          "ENVIRONMENT",
          Deployment.class,
          DEVELOPMENT,
          "How strict a start is: production refuses generated and weak secrets.");

  public boolean isProduction() {
    return this == PRODUCTION;
  }
}
