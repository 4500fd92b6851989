package dev.pictor.providers.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.providers.remote.Order;
import dev.pictor.testkit.HeardRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureBodyTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 12_287, 12_288, 12_289, 1_000_000})
  void aPictureOfAnyLengthArrivesAsItIs(int length) throws Exception {
    byte[] bytes = bytes(length);
    var body = new PictureBody();
    JsonNode heard = sent(body, Map.of("data", body.base64(picture(bytes))));
    assertThat(Base64.getDecoder().decode(heard.path("data").asText())).isEqualTo(bytes);
  }

  @Test
  void severalPicturesStandWhereTheyWerePut() throws Exception {
    byte[] first = bytes(100);
    byte[] second = bytes(70_000);
    var body = new PictureBody();
    String one = body.dataUri(picture(first));
    String two = body.base64(picture(second));
    JsonNode heard = sent(body, Map.of("list", List.of(two, "between ✓", one), "after", "end"));
    assertThat(Base64.getDecoder().decode(heard.path("list").path(0).asText())).isEqualTo(second);
    assertThat(heard.path("list").path(1).asText()).isEqualTo("between ✓");
    assertThat(heard.path("list").path(2).asText())
        .isEqualTo("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(first));
    assertThat(heard.path("after").asText()).isEqualTo("end");
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private Order.Picture picture(byte[] bytes) throws IOException {
    Path file = Files.createTempFile(folder, "picture", ".jpg");
    Files.write(file, bytes);
    return new Order.Picture(file, "image/jpeg", 1, 1, bytes.length, null);
  }

  private static JsonNode sent(PictureBody body, Object tree) throws Exception {
    try (var server = HeardRequests.answering(200, "application/json", "{}");
        var http = new PartnerHttp(PartnerHttp.Limits.QUICK)) {
      http.send(new Call("POST", server.uri(), List.of(), body.publisher(tree)));
      HeardRequests.Heard heard = server.last();
      assertThat(heard.header("Content-Length")).isEqualTo("" + heard.body().length);
      return Json.MAPPER.readTree(heard.body());
    }
  }
}
