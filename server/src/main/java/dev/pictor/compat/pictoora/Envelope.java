package dev.pictor.compat.pictoora;

import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.http.Reply;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every answer of this contract is wrapped in.
///
/// @param status `success` or `error`
/// @param code the endpoint's code, see [Endpoint]
/// @param message a sentence for a person
/// @param data what was asked for; of an error a [Fault]
record Envelope(String status, int code, String message, @Nullable Object data) {
  /// More about an error than a sentence, for programs.
  ///
  /// @param error the stable word, as `docs/problems.md` lists them
  /// @param retryable whether the same request can succeed later
  /// @param errors which fields are not valid
  record Fault(String error, boolean retryable, String requestId, List<FieldError> errors) {}

  static Envelope success(Endpoint endpoint, String message, Object data) {
    return new Envelope("success", endpoint.success(), message, data);
  }

  static Envelope error(Endpoint endpoint, String message, Object data) {
    return new Envelope("error", endpoint.failure(), message, data);
  }

  void send(Context request, int status) {
    Reply.json(request, status, this);
  }
}
