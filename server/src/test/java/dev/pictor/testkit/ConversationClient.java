package dev.pictor.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Sends the requests of a conversation. It keeps no cookies and follows no redirect: what is sent
/// is what stands in the file.
final class ConversationClient implements AutoCloseable {
  private static final String BOUNDARY = "conversation-boundary";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Conversation conversation;
  private final ConversationWords words;
  private final URI host;
  private final Path outbox;

  ConversationClient(Conversation conversation, ConversationWords words, URI host, Path outbox) {
    this.conversation = conversation;
    this.words = words;
    this.host = host;
    this.outbox = outbox;
  }

  /// What came back.
  record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// What goes out, as failures show it.
  record Sent(String method, String target, List<String> headers, byte[] body) {
    @Override
    public String toString() {
      String shown = new String(body, StandardCharsets.UTF_8);
      return method
          + " "
          + target
          + "\n"
          + String.join("\n", headers)
          + (shown.isEmpty() ? "" : "\n\n" + shorter(shown));
    }
  }

  static String shorter(String text) {
    return text.length() <= 3000 ? text : text.substring(0, 3000) + "…";
  }

  /// The request of a step with its words filled in.
  Sent read(Conversation.Step step) {
    return step.request().getFirst().startsWith("curl ")
        ? fromCurl(String.join("\n", step.request()))
        : fromLines(step.request());
  }

  private Sent fromLines(List<String> lines) {
    String[] first = words.fill(lines.getFirst()).split("\\s+", 2);
    var headers = new ArrayList<String>();
    int i = 1;
    for (; i < lines.size() && !lines.get(i).isBlank(); i++) {
      headers.add(words.fill(lines.get(i)));
    }
    String body = String.join("\n", lines.subList(Math.min(i + 1, lines.size()), lines.size()));
    String type = typeOf(headers);
    if (type.startsWith("multipart/")) {
      body = body.replace("\n", "\r\n") + "\r\n";
    }
    byte[] bytes = words.fillBytes(body, type.contains("json"));
    return new Sent(first[0], first.length > 1 ? first[1] : "/", headers, bytes);
  }

  private Sent fromCurl(String text) {
    for (var stand : conversation.stands().entrySet()) {
      text = text.replace(stand.getKey(), stand.getValue());
    }
    CurlCommand command = CurlCommand.parse(text.replace("http://localhost:8000", host.toString()));
    var headers = new ArrayList<String>();
    command.headers().forEach(header -> headers.add(words.fill(header)));
    conversation.curlHeaders().forEach(header -> headers.add(words.fill(header)));
    byte[] body = new byte[0];
    if (command.file() != null) {
      body = ConversationWords.file(command.file());
    } else if (command.body() != null) {
      body = words.fillBytes(command.body(), true);
    } else if (!command.form().isEmpty()) {
      body = form(command.form());
      headers.add("Content-Type: multipart/form-data; boundary=" + BOUNDARY);
    }
    if (body.length > 0 && typeOf(headers).isEmpty()) {
      // What curl says of data when it is told nothing.
      headers.add("Content-Type: application/x-www-form-urlencoded");
    }
    return new Sent(command.method(), words.fill(command.url()), headers, body);
  }

  private byte[] form(List<String> fields) {
    var out = new ByteArrayOutputStream();
    for (String field : fields) {
      int equals = field.indexOf('=');
      String name = field.substring(0, equals);
      String value = field.substring(equals + 1);
      boolean isFile = value.startsWith("@");
      String file = value.substring(1);
      String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
      if (isFile) {
        String type = file.endsWith(".png") ? "image/png" : "image/jpeg";
        head += "; filename=\"" + Path.of(file).getFileName() + "\"\r\nContent-Type: " + type;
      }
      out.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.writeBytes(isFile ? ConversationWords.file(file) : words.fillBytes(value, false));
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static String typeOf(List<String> headers) {
    return headers.stream()
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("content-type:"))
        .map(header -> header.substring(13).strip().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  Answer send(Sent sent) {
    if (sent.method().equals("MAIL")) {
      String mail = Outbox.newest(outbox, sent.target());
      return new Answer(200, Map.of(), mail.getBytes(StandardCharsets.UTF_8));
    }
    URI address =
        sent.target().startsWith("/")
            ? URI.create(host + sent.target())
            : URI.create(sent.target());
    var request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(2));
    for (String header : sent.headers()) {
      int colon = header.indexOf(':');
      request.header(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    var body =
        sent.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(sent.body());
    try {
      var came = answer(request.method(sent.method(), body).build());
      return new Answer(came.statusCode(), came.headers().map(), came.body());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to " + sent, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A server may close an idle connection at the moment in which a request is sent on it; then
  /// nobody has read it, and it is sent once more on another one (RFC 9112, 9.3.1 and 9.5).
  private HttpResponse<byte[]> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      if (e.getCause() instanceof IOException
          && String.valueOf(e.getMessage()).endsWith("received no bytes")) {
        return http.send(request, BodyHandlers.ofByteArray());
      }
      throw e;
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
