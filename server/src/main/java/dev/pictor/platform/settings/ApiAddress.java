package dev.pictor.platform.settings;

import java.net.URI;
import java.util.List;

/// Settings that say where an API is.
public final class ApiAddress {
  private ApiAddress() {}

  /// An address with `http` or `https` and a host, without a slash at the end.
  public static Setting<URI> setting(String name, String fallback, String sentence) {
    return new Setting<>(
        List.of(name), "http or https address", fallback, sentence, false, ApiAddress::parse);
  }

  private static URI parse(String text) {
    URI address = URI.create(text.replaceAll("/+$", ""));
    boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!web || address.getHost() == null || address.getUserInfo() != null) {
      throw new IllegalArgumentException("not an address of an API");
    }
    return address;
  }
}
