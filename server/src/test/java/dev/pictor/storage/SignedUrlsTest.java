package dev.pictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedUrlsTest {
  private static final ObjectKey KEY = new ObjectKey("users/ada/uploads/picture.png");

  private final SettableClock clock = SettableClock.at2026();
  private final Instant end = clock.instant().plusSeconds(900);
  private final SignedUrls urls = urls("the key", List.of());
  private final Grant.Upload upload = new Grant.Upload(KEY, "image/png", 123, true, end);
  private final Grant.Download download =
      new Grant.Download(KEY, true, "Käse & Brot? 100%.png", end);

  private SignedUrls urls(String key, List<String> previous) {
    return new SignedUrls(
        KeyRing.of(
            key.getBytes(StandardCharsets.UTF_8),
            previous.stream().map(each -> each.getBytes(StandardCharsets.UTF_8)).toList()),
        clock);
  }

  private static String pathOf(String target) {
    return target.substring(0, target.indexOf('?'));
  }

  private static String queryOf(String target) {
    return target.substring(target.indexOf('?') + 1);
  }

  private static Grant open(SignedUrls by, String method, String target) {
    return by.verify(method, pathOf(target), queryOf(target));
  }

  private void assertRefused(String method, String path, @Nullable String query) {
    assertThatExceptionOfType(Problem.class)
        .as("%s %s?%s", method, path, query)
        .isThrownBy(() -> urls.verify(method, path, query))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.BAD_SIGNATURE));
  }

  @Test
  void whatWasSignedIsGranted() {
    assertThat(open(urls, "PUT", urls.sign(upload).target())).isEqualTo(upload);
    assertThat(open(urls, "GET", urls.sign(download).target())).isEqualTo(download);
    assertThat(open(urls, "HEAD", urls.sign(download).target())).isEqualTo(download);
    var atMost = new Grant.Upload(KEY, "image/png", 500, false, end);
    assertThat(open(urls, "PUT", urls.sign(atMost).target())).isEqualTo(atMost);
  }

  @Test
  void aLinkIsPlainTextBelowTheObjectsPath() {
    assertThat(urls.sign(download).target())
        .matches("/objects/users/ada/uploads/picture\\.png\\?[A-Za-z0-9=&%._~*-]+")
        .startsWith(SignedUrls.PATH);
    assertThat(urls.sign(download).toString()).doesNotContain("signature");
  }

  @Test
  void theOrderOfTheParametersDoesNotMatter() {
    String target = urls.sign(upload).target();
    List<String> parameters = Arrays.asList(queryOf(target).split("&", -1));
    Collections.reverse(parameters);
    assertThat(urls.verify("PUT", pathOf(target), String.join("&", parameters))).isEqualTo(upload);
  }

  @Test
  void aLinkEndsAtItsSecond() {
    String target = urls.sign(upload).target();
    clock.set(end.minusMillis(1));
    assertThat(open(urls, "PUT", target)).isEqualTo(upload);
    clock.set(end);
    assertRefused("PUT", pathOf(target), queryOf(target));
  }

  @ParameterizedTest
  @CsvSource({"PUT, GET", "PUT, HEAD", "PUT, POST", "PUT, DELETE", "PUT, put", "PUT, ''"})
  void aLinkIsForItsMethod(String signed, String used) {
    String target = urls.sign(upload).target();
    assertThat(open(urls, signed, target)).isEqualTo(upload);
    assertRefused(used, pathOf(target), queryOf(target));
    String other = urls.sign(download).target();
    assertRefused("PUT", pathOf(other), queryOf(other));
  }

  /// Each line changes one thing that the signature covers.
  @ParameterizedTest
  @CsvSource({
    "max=123, max=124",
    "max=123, max=0123",
    "max=123, max=%2B123",
    "exact=true, exact=false",
    "type=image%2Fpng, type=text%2Fhtml",
    "type=image%2Fpng, type=image%2Fpng%20",
    "type=image%2Fpng, type=",
    "expires=, expires=9",
    "expires=, expires=-",
    "kid=, kid=0",
    "signature=, signature=A",
  })
  void aChangedParameterIsNoticed(String before, String after) {
    String target = urls.sign(upload).target();
    String query = queryOf(target).replaceFirst(before, after);
    assertThat(query).isNotEqualTo(queryOf(target));
    assertRefused("PUT", pathOf(target), query);
  }

  @ParameterizedTest
  @CsvSource({"disposition=attachment, disposition=inline", "name=K, name=L", "name=K, name=%0AK"})
  void aChangedNameOrDispositionIsNoticed(String before, String after) {
    String target = urls.sign(download).target();
    String query = queryOf(target).replaceFirst(before, after);
    assertThat(query).isNotEqualTo(queryOf(target));
    assertRefused("GET", pathOf(target), query);
  }

  @ParameterizedTest
  @ValueSource(strings = {"expires", "kid", "type", "max", "exact", "signature"})
  void aMissingADoubledAndAnAddedParameterAreNoticed(String name) {
    String target = urls.sign(upload).target();
    List<String> parameters = List.of(queryOf(target).split("&", -1));
    List<String> others = parameters.stream().filter(each -> !each.startsWith(name + "=")).toList();
    assertThat(others).hasSize(parameters.size() - 1);
    assertRefused("PUT", pathOf(target), String.join("&", others));
    assertRefused("PUT", pathOf(target), queryOf(target) + "&" + name + "=1");
    assertRefused("PUT", pathOf(target), queryOf(target) + "&" + name + "x=1");
    assertRefused("PUT", pathOf(target), queryOf(target) + "&" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/objects/users/ada/uploads/other.png",
        "/objects/users/eve/uploads/picture.png",
        "/objects/users/ada/uploads/picture.png/",
        "/objects//users/ada/uploads/picture.png",
        "/objects/users/ada/./uploads/picture.png",
        "/objects/users/eve/../ada/uploads/picture.png",
        "/objects/users/ada/uploads/%70icture.png",
        "/objects/users%2Fada/uploads/picture.png",
        "/objects/",
        "/objects",
        "/users/ada/uploads/picture.png",
        "users/ada/uploads/picture.png"
      })
  void aLinkIsForItsKeyWrittenAsItWas(String path) {
    assertRefused("PUT", path, queryOf(urls.sign(upload).target()));
  }

  /// A6 on the route of files: no signature is of any use for a path that climbs.
  @ParameterizedTest
  @MethodSource("dev.pictor.storage.HostileKeys#all")
  void aPathThatClimbsIsRefused(String key) {
    assertRefused("GET", "/objects/" + key, queryOf(urls.sign(download).target()));
    assertRefused("GET", key, queryOf(urls.sign(download).target()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "=", "=&=", "signature", "a=b", "max=%", "max=%zz", "a=1&a=1"})
  void aQueryThatIsNoneOfOursIsRefused(String query) {
    assertRefused("PUT", "/objects/a", query);
    assertRefused("PUT", "/objects/a", null);
    assertRefused("PUT", "/objects/a", "x=" + "y".repeat(100_000));
  }

  @Test
  void everyCharacterOfTheSignatureCounts() {
    String target = urls.sign(upload).target();
    String signature = target.substring(target.indexOf("signature=") + 10);
    assertThat(signature).hasSize(43);
    for (int i = 0; i < signature.length(); i++) {
      char changed = signature.charAt(i) == 'A' ? 'B' : 'A';
      String other = signature.substring(0, i) + changed + signature.substring(i + 1);
      assertRefused("PUT", pathOf(target), queryOf(target).replace(signature, other));
    }
    assertRefused("PUT", pathOf(target), queryOf(target) + "=");
  }

  @Test
  void moreInOneParameterIsNotLessInAnother() {
    String oneWay = urls.sign(new Grant.Download(KEY, true, "a&name=b", end)).target();
    String query = queryOf(oneWay).replace("a%26name%3Db", "a&name=b");
    assertRefused("GET", pathOf(oneWay), query);
  }

  @Test
  void afterARotationOldLinksLastUntilTheirKeyIsDropped() {
    String old = urls.sign(upload).target();
    SignedUrls rotated = urls("a new key", List.of("the key"));
    assertThat(open(rotated, "PUT", old)).isEqualTo(upload);
    assertThat(open(rotated, "PUT", rotated.sign(upload).target())).isEqualTo(upload);
    String foreign = urls("a new key", List.of()).sign(upload).target();
    assertRefused("PUT", pathOf(foreign), queryOf(foreign));
  }

  @Test
  void aLinkOfLongAgoSaysThatItHasExpiredOnlyToWhoHoldsIt() {
    String target = urls.sign(upload).target();
    clock.advance(Duration.ofHours(1));
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> open(urls, "PUT", target))
        .withMessageContaining("expired");
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> open(urls, "PUT", target.replace("max=123", "max=124")))
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("expired"));
  }
}
