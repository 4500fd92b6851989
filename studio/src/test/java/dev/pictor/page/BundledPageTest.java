package dev.pictor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What a browser is given: nothing inline, nothing from other hosts, and not too much of it.
class BundledPageTest {

  private static final Path PAGE = Path.of("target/classes/studio");
  private static final int MOST_SCRIPT_AND_STYLE_BYTES = 115_000;

  private final String index = read(PAGE.resolve("index.html"));

  @Test
  void everyAddressInThePageIsAFileWithAHashInItsName() {
    var addresses =
        Pattern.compile("(?:src|href)=\"([^\"]+)\"")
            .matcher(index)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(addresses)
        .hasSizeGreaterThanOrEqualTo(5)
        .allMatch(address -> address.matches("/assets/[\\w-]+-[A-Z0-9]{8}\\.\\w+"))
        .allMatch(address -> Files.exists(PAGE.resolve(address.substring(1))));
  }

  @Test
  void noPlaceholderIsLeft() {
    assertThat(index).doesNotContain("{{");
  }

  /// The server's Content-Security-Policy allows none of these.
  @Test
  void nothingIsInline() {
    assertThat(index)
        .doesNotContain("<style", "style=\"", "javascript:")
        .doesNotContainPattern(" on\\w+=");
    assertThat(Pattern.compile("<script(?![^>]* src=)").matcher(index).find()).isFalse();
  }

  @Test
  void nothingIsFetchedFromOtherHosts() throws IOException {
    for (Path style : assets(".css")) {
      assertThat(read(style)).doesNotContainPattern("@import|url\\(['\"]?(?:https?:)?//");
    }
    for (Path script : assets(".js")) {
      assertThat(hostsFetched(read(script))).isEmpty();
    }
  }

  @Test
  void scriptAndStyleStaySmall() throws IOException {
    long bytes = 0;
    for (Path asset : assets(".js", ".css")) {
      bytes += gzipped(Files.readAllBytes(asset));
    }
    assertThat(bytes).isBetween(10_000L, (long) MOST_SCRIPT_AND_STYLE_BYTES);
  }

  /// React names its documentation and XML namespaces, which are never fetched.
  private static List<String> hostsFetched(String script) {
    return Pattern.compile("https?://([\\w.-]+)")
        .matcher(script)
        .results()
        .map((MatchResult found) -> found.group(1))
        .filter(host -> !host.equals("react.dev") && !host.equals("www.w3.org"))
        .toList();
  }

  private static List<Path> assets(String... endings) throws IOException {
    try (var files = Files.list(PAGE.resolve("assets"))) {
      return files
          .filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
          .toList();
    }
  }

  private static int gzipped(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.size();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError("the page has not been bundled: " + file, e);
    }
  }
}
