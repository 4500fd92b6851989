package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.Simultaneously;
import dev.pictor.testkit.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// M1, through HTTP: a thousand requests at once over two nodes on one database.
class TwoNodesBalanceTest {
  private static final int CALLERS = 1000;
  private static final int BALANCE = 10;

  @Test
  void aThousandSubmitsAtTwoNodesOnABalanceForTenAreTenPicturesAndNoCredit() throws Exception {
    TestPostgres.Address database = TestPostgres.emptyDatabase();
    var variables =
        Map.of(
            "DATABASE_URL",
            database.url(),
            "JWT_SECRET_KEY",
            "a secret that both nodes have and nobody else",
            "DEFAULT_CREDITS",
            "" + BALANCE);
    try (var here = RunningApp.start(variables);
        var there = RunningApp.start(variables);
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      JobClient ada = JobClient.signedIn(here);
      List<RunningApp> nodes = List.of(here, there);
      List<String> said =
          Simultaneously.run(
              CALLERS, i -> submit(http, nodes.get(i % 2).uri("/api/v1/jobs"), ada.http().token()));

      assertThat(said.stream().filter("201"::equals)).hasSize(BALANCE);
      assertThat(said.stream().filter("402 insufficient_credits"::equals))
          .hasSize(CALLERS - BALANCE);
      JsonNode jobs = ada.http().get("/api/v1/jobs?limit=100").is(200).json();
      assertThat(jobs.get("total").asInt()).isEqualTo(BALANCE);
      for (JsonNode job : jobs.get("items")) {
        JsonNode end = ada.finished(job.get("id").asText());
        assertThat(end.get("status").asText()).as("%s", end).isEqualTo("succeeded");
        assertThat(end.get("charged_credits").asInt()).isEqualTo(1);
      }
      JsonNode wallet = ada.http().get("/api/v1/account/credits?limit=100").is(200).json();
      assertThat(wallet.get("account").get("credits").asInt()).isZero();
      assertThat(wallet.get("account").get("held").asInt()).isZero();
      assertThat(wallet.get("entries").findValuesAsText("kind"))
          .filteredOn("charge"::equals)
          .hasSize(BALANCE);
    }
  }

  /// A thumbnail of words alone: pictures of one node are not on the other's disk.
  private static String submit(HttpClient http, URI address, String token) {
    var job =
        JobClient.job(
            "thumbnail",
            Map.of(
                "headline", "Go",
                "platform", "custom",
                "width", 128,
                "height", 72,
                "quality", "draft"));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(job)))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 201
          ? "201"
          : answer.statusCode() + " " + Json.MAPPER.readTree(answer.body()).path("code").asText();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
