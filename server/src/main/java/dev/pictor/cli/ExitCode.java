package dev.pictor.cli;

import dev.pictor.platform.Problem;

/// How a command ends, in the numbers of `sysexits.h`, so that scripts can tell.
enum ExitCode {
  /// Everything was made.
  OK(0),
  /// The command was called wrongly.
  USAGE(64),
  /// A picture cannot be used: it is broken, too large, or shows no face.
  DATA(65),
  /// A picture is not there.
  NO_INPUT(66),
  /// A model, or something else that is needed, cannot be used.
  UNAVAILABLE(69),
  /// A fault of ours.
  SOFTWARE(70),
  /// The result is there already, or its folder is not.
  CANNOT_CREATE(73),
  /// Reading or writing failed.
  IO(74),
  /// Memory is short now; the same command may work later.
  TRY_AGAIN(75),
  /// Ctrl-C.
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static ExitCode of(Problem.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST, MALFORMED_REQUEST -> USAGE;
      case TOO_LARGE,
          UNSUPPORTED_TYPE,
          BAD_PICTURE,
          UPLOAD_MISMATCH,
          NO_FACE,
          NO_PERSON,
          FACE_TOO_SMALL,
          TOO_MANY_FACES,
          NO_SUCH_FACE,
          POSES_DIFFER,
          TEXT_TOO_LONG,
          CHARACTERS_WITHOUT_FONT,
          CONTENT_REFUSED,
          PROVIDER_REFUSED ->
          DATA;
      case UNAVAILABLE, MODEL_UNUSABLE, PROVIDER_NOT_CONFIGURED -> UNAVAILABLE;
      case BUSY, PROVIDER_FAILED, PROVIDER_OUTCOME_UNKNOWN -> TRY_AGAIN;
      case STORAGE_FULL, STORAGE_QUOTA_EXCEEDED -> IO;
      case UNAUTHENTICATED,
          BAD_CREDENTIALS,
          SIGN_IN_REFUSED,
          ACCOUNT_EXISTS,
          PERSONAL_ACCOUNT,
          INSTAGRAM_NOT_CONFIGURED,
          INSUFFICIENT_CREDITS,
          FORBIDDEN,
          INSUFFICIENT_SCOPE,
          FRESH_SIGN_IN_NEEDED,
          INVALID_TOKEN,
          LAST_ADMIN,
          ACCOUNT_DISABLED,
          EMAIL_NOT_CONFIRMED,
          CROSS_SITE,
          BAD_SIGNATURE,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          CONFLICT,
          ALREADY_EXISTS,
          EMAIL_TAKEN,
          USERNAME_TAKEN,
          ALREADY_FINAL,
          IDEMPOTENCY_CONFLICT,
          VERSION_MISMATCH,
          FETCH_REFUSED,
          FETCH_FAILED,
          NO_PRICE,
          RATE_LIMITED,
          QUOTA_EXCEEDED,
          QUEUE_FULL,
          TOO_MANY_STREAMS,
          INTERNAL,
          WRONG_STORE_ENVIRONMENT,
          UNKNOWN_PRODUCT,
          RECEIPT_INVALID,
          RECEIPT_OF_OTHER_APP,
          RECEIPT_ENDED,
          PURCHASE_PENDING,
          BILLING_NOT_CONFIGURED,
          DEADLINE_EXCEEDED ->
          SOFTWARE;
    };
  }
}
