package dev.pictor.providers.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.providers.remote.Reply;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void whatWasNotSentMayBeOrderedElsewhere() {
    assertThat(Verdict.of(new Exchange.NotReached("refused"), _ -> new Reply.Busy(null)))
        .isEqualTo(new Reply.Down("refused"));
  }

  @Test
  void whatWasSentAndNotAnsweredMayBePaidFor() {
    assertThat(Verdict.of(new Exchange.NoAnswer("broke"), _ -> new Reply.Busy(null)))
        .isEqualTo(new Reply.UnknownOutcome("broke"));
  }

  @ParameterizedTest
  @CsvSource({
    "400,Refused",
    "413,Refused",
    "415,Refused",
    "422,Refused",
    "401,Down",
    "402,Down",
    "403,Down",
    "404,Down",
    "409,Busy",
    "429,Busy",
    "503,Busy",
    "500,Failed",
    "408,UnknownOutcome",
    "502,UnknownOutcome",
    "504,UnknownOutcome",
    "524,UnknownOutcome",
    "200,UnknownOutcome",
    "302,UnknownOutcome"
  })
  void aStatusSaysWhetherMoneyMayHaveBeenSpent(int status, String kind) {
    Reply reply = Verdict.byStatus(answer(status, Map.of()), "words", NOW);
    assertThat(reply.getClass().getSimpleName()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after,7,7000",
    "retry-after-ms,250,250",
    "'retry-after','Sun, 22 Nov 2026 12:00:30 GMT',30000"
  })
  void theWaitIsHonoured(String header, String value, long millis) {
    assertThat(Verdict.byStatus(answer(429, Map.of(header, value)), "", NOW))
        .isEqualTo(new Reply.Busy(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cannot fetch https://host/bucket/key?X-Amz-Signature=abc now",
        "data:image/png;base64,AAAABBBB",
        "Incorrect API key provided: sk-proj-1234567890",
        "in /srv/pictor/uploads/secret",
        "at 10.1.2.3:8080"
      })
  void whatTheySayNamesNoAddressNoKeyAndNoPath(String theirs) {
    assertThat(Verdict.sentence("It refused the request", theirs))
        .startsWith("It refused the request: ")
        .doesNotContain("host", "X-Amz", "AAAABBBB", "1234567890", "/srv", "10.1.2.3");
  }

  @Test
  void plainWordsStayAndLongOnesAreCut() {
    assertThat(Verdict.sentence("No", "size must be 1024x1024\nor 1536x1024"))
        .isEqualTo("No: size must be 1024x1024 or 1536x1024");
    assertThat(Verdict.sentence("No", "word ".repeat(500))).hasSizeLessThan(320);
    assertThat(Verdict.sentence("No", "")).isEqualTo("No.");
  }

  private static HttpAnswer answer(int status, Map<String, String> headers) {
    var map = new java.util.HashMap<String, List<String>>();
    headers.forEach((name, value) -> map.put(name, List.of(value)));
    return new HttpAnswer(status, HttpHeaders.of(map, (_, _) -> true), new byte[0]);
  }
}
