package dev.pictor.platform.fetch;

import dev.pictor.platform.Problem;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/// What can be decided from the head of an answer, before its body is read.
final class AnswerHead {
  private AnswerHead() {}

  /// Where the host sends us on, if it does.
  static Optional<String> redirect(ClassicHttpResponse answer) {
    return switch (answer.getCode()) {
      case 301, 302, 303, 307, 308 ->
          Optional.ofNullable(answer.getFirstHeader("Location")).map(Header::getValue);
      default -> Optional.empty();
    };
  }

  /// Throws the problem of an answer that is no success, encoded, or announced as too large.
  static void demandUsable(ClassicHttpResponse answer, GivenUrl given, long maxBytes) {
    Problem fault = fault(answer, given, maxBytes);
    if (fault != null) {
      throw fault;
    }
  }

  private static @Nullable Problem fault(
      ClassicHttpResponse answer, GivenUrl given, long maxBytes) {
    int status = answer.getCode();
    if (status != 200) {
      return unsuccessful(status, given);
    }
    if (isEncoded(answer)) {
      // We asked for the plain bytes. Unpacking what comes all the same would mean to bound it too.
      return given.refused("its host compresses the answer although it was asked not to.");
    }
    HttpEntity body = answer.getEntity();
    boolean announced = body != null && body.getContentLength() > maxBytes;
    return announced ? given.tooLarge(maxBytes) : null;
  }

  private static Problem unsuccessful(int status, GivenUrl given) {
    String answers = "its host answers " + status;
    return switch (status) {
      case 401, 403, 407 -> given.refused(answers + "; give a URL that opens without signing in.");
      case 404, 410 -> given.refused(answers + "; there is nothing under this URL.");
      case 408, 425, 429 -> given.failed(answers + "; try again later.");
      default ->
          status >= 500
              ? given.failed(answers + "; try again later.")
              : given.refused(answers + " where 200 was expected.");
    };
  }

  private static boolean isEncoded(ClassicHttpResponse answer) {
    for (Header header : answer.getHeaders("Content-Encoding")) {
      String value = String.valueOf(header.getValue()).strip().toLowerCase(Locale.ROOT);
      if (!value.isEmpty() && !value.equals("identity")) {
        return true;
      }
    }
    return false;
  }
}
