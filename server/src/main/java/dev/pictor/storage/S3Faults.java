package dev.pictor.storage;

import dev.pictor.platform.Problem;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What a store that speaks S3 does not do, as our problems and in words for the operator.
final class S3Faults {
  private static final int NOT_FOUND = 404;
  private static final int FULL = 507;

  private S3Faults() {}

  /// @throws NoSuchElementException when the store says that there is no such thing
  /// @throws Problem UNAVAILABLE when it does not answer or refuses us; STORAGE_FULL when it is
  ///   full
  static <T> T call(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (S3Exception e) {
      throw told(what, e);
    } catch (SdkException e) {
      throw StoreAway.because(e);
    }
  }

  private static RuntimeException told(String what, S3Exception e) {
    return switch (e.statusCode()) {
      case NOT_FOUND -> new NoSuchElementException("no object: cannot " + what, e);
      case FULL ->
          Problem.because(
              Problem.Kind.STORAGE_FULL,
              "The service has no space left for pictures; try again later or tell its operator.",
              e);
      default -> StoreAway.because(e);
    };
  }

  /// Why the start is refused.
  static StoreNotUsable atStart(S3Settings settings, String bucket, RuntimeException e) {
    Throwable cause =
        e instanceof Problem || e instanceof NoSuchElementException ? e.getCause() : e;
    String said = cause instanceof S3Exception s3 ? remedy(settings, bucket, s3) : "";
    return new StoreNotUsable(
        said.isEmpty()
            ? settings.host() + " does not answer; look at S3_ENDPOINT and the network between."
            : said,
        e);
  }

  private static String remedy(S3Settings settings, String bucket, S3Exception e) {
    String host = settings.host();
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    return switch (code == null ? "" : code) {
      case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
          host + " refuses the key: S3_KEY or S3_SECRET is wrong (" + code + ").";
      case "AccessDenied" ->
          host + " does not let S3_KEY list, read, write and delete in the bucket " + bucket + ".";
      case "NoSuchBucket" -> host + " has no bucket " + bucket + "; make it, or look at S3_BUCKET.";
      case "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          "the bucket " + bucket + " is not in " + settings.region() + "; look at S3_REGION.";
      default ->
          host + " answers " + e.statusCode() + " " + code + " for the bucket " + bucket + ".";
    };
  }
}
