package dev.pictor.billing.appstore;

import com.apple.itunes.storekit.model.Environment;
import com.apple.itunes.storekit.model.JWSRenewalInfoDecodedPayload;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.ResponseBodyV2DecodedPayload;
import com.apple.itunes.storekit.verification.SignedDataVerifier;
import com.apple.itunes.storekit.verification.VerificationException;
import com.apple.itunes.storekit.verification.VerificationStatus;
import dev.pictor.billing.StoreEnvironment;
import dev.pictor.platform.Problem;
import java.time.Duration;

/// Checks what Apple signed, by Apple's library: the chain to a trusted root, the purpose of its
/// certificates, the signature, then app and environment. Thread-safe.
final class AppleSignatures {
  private static final Duration COME_BACK = Duration.ofSeconds(30);

  private final SignedDataVerifier verifier;
  private final StoreEnvironment environment;

  AppleSignatures(AppStoreSettings settings, StoreEnvironment environment) {
    this.environment = environment;
    this.verifier =
        new SignedDataVerifier(
            AppleRoots.open(settings.roots()),
            settings.bundleId(),
            settings.appId(),
            appleEnvironment(environment),
            settings.online());
  }

  /// Only these two: the library takes what Xcode signs for others without looking at it.
  static Environment appleEnvironment(StoreEnvironment environment) {
    return switch (environment) {
      case PRODUCTION -> Environment.PRODUCTION;
      case SANDBOX -> Environment.SANDBOX;
    };
  }

  /// One way of the library to check and read.
  private interface Reading<T> {
    T read(String signed) throws VerificationException;
  }

  /// @throws Problem as [#notification] does
  JWSTransactionDecodedPayload transaction(String signed) {
    return read(verifier::verifyAndDecodeTransaction, signed);
  }

  /// @throws Problem as [#notification] does
  JWSRenewalInfoDecodedPayload renewal(String signed) {
    return read(verifier::verifyAndDecodeRenewalInfo, signed);
  }

  /// @throws Problem RECEIPT_INVALID when it is not what Apple signed, RECEIPT_OF_OTHER_APP,
  ///   WRONG_STORE_ENVIRONMENT; UNAVAILABLE when that cannot be found out now
  ResponseBodyV2DecodedPayload notification(String signed) {
    return read(verifier::verifyAndDecodeNotification, signed);
  }

  private <T> T read(Reading<T> reading, String signed) {
    try {
      return reading.read(signed);
    } catch (VerificationException e) {
      throw problem(e.getStatus(), e);
    } catch (RuntimeException e) {
      // The library lets some of what a parser says of nonsense through.
      throw problem(VerificationStatus.VERIFICATION_FAILURE, e);
    }
  }

  private Problem problem(VerificationStatus status, Exception cause) {
    return switch (status) {
      case RETRYABLE_VERIFICATION_FAILURE ->
          Problem.later(
              Problem.Kind.UNAVAILABLE,
              "Apple's certificates cannot be checked now; try again.",
              COME_BACK);
      case INVALID_ENVIRONMENT ->
          Problem.because(
              Problem.Kind.WRONG_STORE_ENVIRONMENT,
              "Only purchases of the "
                  + environment.word()
                  + " environment of the App Store count here.",
              cause);
      case INVALID_APP_IDENTIFIER ->
          Problem.because(
              Problem.Kind.RECEIPT_OF_OTHER_APP,
              "This was bought in another app than the one that counts here.",
              cause);
      case OK, VERIFICATION_FAILURE, INVALID_CERTIFICATE, INVALID_CHAIN_LENGTH, INVALID_CHAIN ->
          Problem.because(
              Problem.Kind.RECEIPT_INVALID,
              "This is not what Apple signed; send the signed transaction as StoreKit gives it.",
              cause);
    };
  }
}
