package dev.pictor.platform.sql;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the database is, in JDBC's words.
///
/// @param user null when the URL carries none
/// @param password null when the URL carries none; never printed
public record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {
  private static final Pattern SCHEME = Pattern.compile("^postgres(ql)?(\\+[a-z0-9]+)?://");

  /// Reads the three forms in which people hold an address: JDBC's, libpq's (`postgres://`,
  /// `postgresql://`) and SQLAlchemy's (`postgresql+asyncpg://`).
  ///
  /// @throws IllegalArgumentException when it is none of them; the message does not repeat the URL,
  ///   which may hold a password
  public static DatabaseAddress parse(String url) {
    if (url.startsWith("jdbc:postgresql://")) {
      return new DatabaseAddress(url, null, null);
    }
    if (!SCHEME.matcher(url).find()) {
      throw new IllegalArgumentException(
          "an address starts with jdbc:postgresql://, postgres://, postgresql:// or postgresql+asyncpg://");
    }
    URI uri = URI.create(SCHEME.matcher(url).replaceFirst("postgresql://"));
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("the address names no host");
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + forJdbc(uri.getRawQuery());
    String userInfo = uri.getRawUserInfo();
    int colon = userInfo == null ? -1 : userInfo.indexOf(':');
    return new DatabaseAddress(
        "jdbc:postgresql://" + uri.getHost() + port + path + query,
        userInfo == null ? null : decode(colon < 0 ? userInfo : userInfo.substring(0, colon)),
        userInfo == null || colon < 0 ? null : decode(userInfo.substring(colon + 1)));
  }

  /// asyncpg says `ssl=require` where JDBC and libpq say `sslmode=require`.
  private static String forJdbc(String query) {
    return query.replaceAll(
        "(^|&)ssl=(require|prefer|allow|disable|verify-ca|verify-full)", "$1sslmode=$2");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return jdbcUrl.replaceAll("password=[^&]*", "password=***");
  }
}
