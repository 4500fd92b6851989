package dev.pictor.platform;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A failure that the caller is told about. The kind fixes status and code; the detail, decided
/// where the problem is made, says what to do. Each API surface renders the same problem into its
/// own envelope.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient List<FieldError> errors;
  private final transient @Nullable Duration retryAfter;

  private Problem(
      Kind kind,
      String detail,
      List<FieldError> errors,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.kind = kind;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /// A problem whose detail is a sentence for the caller: what is wrong and what to do.
  public static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, List.of(), null, null);
  }

  /// A problem with the cause that goes to the log and never to the caller.
  public static Problem because(Kind kind, String detail, Throwable cause) {
    return new Problem(kind, detail, List.of(), null, cause);
  }

  /// Everything that is wrong with a request's fields, all at once.
  public static Problem invalid(List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().field() + ": " + errors.getFirst().message()
            : errors.size() + " fields are not valid; see errors.";
    return new Problem(Kind.INVALID_REQUEST, detail, errors, null, null);
  }

  public static Problem invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /// A refusal that ends by itself.
  ///
  /// @param wait becomes the header `Retry-After`, in whole seconds, at least 1
  public static Problem later(Kind kind, String detail, Duration wait) {
    return new Problem(kind, detail, List.of(), wait, null);
  }

  public static Problem notFound(String what) {
    return of(Kind.NOT_FOUND, "There is no such " + what + ".");
  }

  public Kind kind() {
    return kind;
  }

  /// The sentence for the caller.
  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldError> errors() {
    return errors;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /// One field that is not valid.
  ///
  /// @param field the name in the request, with dots for nesting
  public record FieldError(String field, String message) {}

  /// Every failure that a caller can see. Codes are permanent; `docs/problems.md` lists them.
  public enum Kind {
    /// The body cannot be read at all: not JSON, not multipart, cut short.
    MALFORMED_REQUEST(400, "malformed_request", "The request cannot be read", false),
    /// A link of a mail has ended or was used already.
    INVALID_TOKEN(400, "invalid_token", "The link is not good any more", false),
    /// No credential, or one that is expired, revoked or unknown.
    UNAUTHENTICATED(401, "unauthenticated", "Sign in first", false),
    /// The name or the password is wrong; which of them is not said.
    BAD_CREDENTIALS(401, "bad_credentials", "Name or password is wrong", false),
    /// The wallet holds less than this costs; the detail has both numbers.
    INSUFFICIENT_CREDITS(402, "insufficient_credits", "Not enough credits", false),
    /// Another service, or the browser that came back from it, did not show who somebody is.
    SIGN_IN_REFUSED(401, "sign_in_refused", "Signing in elsewhere failed", false),
    /// The caller is known and may not do this.
    FORBIDDEN(403, "forbidden", "Not allowed", false),
    /// The API key is not good for this; one with the scope that the detail names is.
    INSUFFICIENT_SCOPE(403, "insufficient_scope", "The key is not good for this", false),
    /// An admin has closed this account.
    ACCOUNT_DISABLED(403, "account_disabled", "The account is closed", false),
    /// Signing in was too long ago for something this grave.
    FRESH_SIGN_IN_NEEDED(403, "fresh_sign_in_needed", "Sign in once more", false),
    /// The e-mail address has to be confirmed before the first sign-in.
    EMAIL_NOT_CONFIRMED(403, "email_not_confirmed", "Confirm your e-mail address first", false),
    /// A request with a cookie came from another site.
    CROSS_SITE(403, "cross_site_request", "Request from another site", false),
    /// A signed URL is expired or was changed.
    BAD_SIGNATURE(403, "bad_signature", "The link is not valid", false),
    /// The thing does not exist, or belongs to somebody else.
    NOT_FOUND(404, "not_found", "Not found", false),
    /// The path exists for other methods.
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method not allowed", false),
    /// The thing is in a state that does not allow this.
    CONFLICT(409, "conflict", "Conflict", false),
    /// There is one of this name already.
    ALREADY_EXISTS(409, "already_exists", "Already exists", false),
    /// Somebody has registered with this e-mail address.
    EMAIL_TAKEN(409, "email_taken", "E-mail address is taken", false),
    /// Somebody has registered with this username.
    USERNAME_TAKEN(409, "username_taken", "Username is taken", false),
    /// An account has this address or this login already, and is not to be taken over by it.
    ACCOUNT_EXISTS(409, "account_exists", "There is an account already", false),
    /// Somebody has to run the service.
    LAST_ADMIN(409, "last_admin", "The last admin", false),
    /// The job is finished; what is final stays as it is.
    ALREADY_FINAL(409, "already_final", "Already finished", false),
    /// The same `Idempotency-Key` came with another body.
    IDEMPOTENCY_CONFLICT(
        409, "idempotency_conflict", "Idempotency key was used differently", false),
    /// What was declared and what was uploaded differ.
    UPLOAD_MISMATCH(409, "upload_mismatch", "The upload is not what was declared", false),
    /// The thing is at another version than the one that the change was made to.
    VERSION_MISMATCH(412, "version_mismatch", "Changed meanwhile", false),
    /// More bytes, pixels or frames than are allowed.
    TOO_LARGE(413, "too_large", "Too large", false),
    /// The caller keeps as many bytes or files as one may keep.
    STORAGE_QUOTA_EXCEEDED(413, "storage_quota_exceeded", "Your storage is full", false),
    /// The bytes are not a picture of a type that is served.
    UNSUPPORTED_TYPE(415, "unsupported_type", "Type is not supported", false),
    /// A field is missing, has the wrong type or is out of range.
    INVALID_REQUEST(422, "invalid_request", "The request is not valid", false),
    /// Instagram lets only professional accounts sign in elsewhere.
    PERSONAL_ACCOUNT(422, "personal_account", "A professional account is needed", false),
    /// The picture is broken, cut short or empty.
    BAD_PICTURE(422, "bad_picture", "The picture cannot be used", false),
    /// There is no face to work on.
    NO_FACE(422, "no_face", "No face was found", false),
    /// There is no person to be cut out.
    NO_PERSON(422, "no_person", "No person was found", false),
    /// A face has too few pixels to be worked on.
    FACE_TOO_SMALL(422, "face_too_small", "The face is too small", false),
    /// There are more faces than the operation can tell apart.
    TOO_MANY_FACES(422, "too_many_faces", "Too many faces", false),
    /// The face that was asked for by its number is not there.
    NO_SUCH_FACE(422, "no_such_face", "There is no such face", false),
    /// The two faces look into directions too different for a good result.
    POSES_DIFFER(422, "poses_differ", "The faces are turned too differently", false),
    /// The words are too many for the picture they are to stand on.
    TEXT_TOO_LONG(422, "text_too_long", "The text does not fit", false),
    /// The words have characters that no font here has.
    CHARACTERS_WITHOUT_FONT(422, "characters_without_font", "Characters cannot be written", false),
    /// A URL that was given does not lead to something that is fetched, and will not next time.
    FETCH_REFUSED(422, "fetch_refused", "The URL cannot be used", false),
    /// What a URL leads to did not answer, or not well or fast enough; it may the next time.
    FETCH_FAILED(422, "fetch_failed", "The URL did not answer", true),
    /// A provider does not allow this content; no provider is asked again.
    CONTENT_REFUSED(422, "content_refused", "The content is not allowed", false),
    /// A provider cannot make this from these pictures with these options.
    PROVIDER_REFUSED(422, "provider_refused", "The provider refused it", false),
    /// What was shown is not what the store signed, or the store knows nothing of it.
    RECEIPT_INVALID(422, "receipt_invalid", "The receipt is not valid", false),
    /// The purchase was made in another app.
    RECEIPT_OF_OTHER_APP(422, "receipt_of_other_app", "The receipt is another app's", false),
    /// What was bought is over, or was taken back.
    RECEIPT_ENDED(422, "receipt_ended", "What was bought has ended", false),
    /// The store waits for the money; the same receipt is good when it is there.
    PURCHASE_PENDING(422, "purchase_pending", "Not paid yet", true),
    /// There is no price for this, so it is not done: nothing is free by accident.
    NO_PRICE(422, "no_price", "There is no price for this", false),
    /// A purchase of a store's sandbox where real ones count, or the other way round.
    WRONG_STORE_ENVIRONMENT(
        422, "wrong_store_environment", "Purchase of another environment", false),
    /// What was bought is not among the operator's products; it is kept and granted when it was
    /// added.
    UNKNOWN_PRODUCT(422, "unknown_product", "The product is not known here", true),
    /// Too many requests; `Retry-After` says when the next one is welcome.
    RATE_LIMITED(429, "rate_limited", "Too many requests", true),
    /// As many jobs or pictures as the caller's plan allows; `Retry-After` is there when it fills
    /// again by itself.
    QUOTA_EXCEEDED(429, "quota_exceeded", "The quota is used up", true),
    /// The caller has as many waiting jobs as one may have.
    QUEUE_FULL(429, "queue_full", "Too many waiting jobs", true),
    /// The user has as many streams of events open as one may have; close one, or try again soon.
    TOO_MANY_STREAMS(429, "too_many_streams", "Too many open streams", true),
    /// A fault of ours; the log has the cause under the request's id.
    INTERNAL(500, "internal_error", "Something went wrong here", true),
    /// A provider tried and delivered no picture that can be used.
    PROVIDER_FAILED(502, "provider_failed", "The provider failed", true),
    /// Nobody can tell whether a provider made it, and it was tried again once already.
    PROVIDER_OUTCOME_UNKNOWN(502, "provider_outcome_unknown", "The provider did not answer", false),
    /// The operator has not set up signing in with Instagram.
    INSTAGRAM_NOT_CONFIGURED(
        503, "instagram_not_configured", "Instagram is not set up here", false),
    /// A part that is needed does not answer.
    UNAVAILABLE(503, "unavailable", "Not available now", true),
    /// Receipts cannot be checked: no store is configured.
    BILLING_NOT_CONFIGURED(503, "billing_not_configured", "No store is configured", false),
    /// What was asked for needs a provider that the operator has not configured.
    PROVIDER_NOT_CONFIGURED(503, "provider_not_configured", "Provider is not configured", false),
    /// All memory for pixels or all slots are taken.
    BUSY(503, "busy", "Busy", true),
    /// A model of the operator's does not fit its checksum, is no net, or needs too much memory.
    MODEL_UNUSABLE(503, "model_unusable", "A model cannot be used", false),
    /// The job was not started or not finished in its time.
    DEADLINE_EXCEEDED(504, "deadline_exceeded", "Took too long", false),
    /// The disk is full.
    STORAGE_FULL(507, "storage_full", "No space left", true);

    private final int status;
    private final String code;
    private final String title;
    private final boolean retryable;

    Kind(int status, String code, String title, boolean retryable) {
      this.status = status;
      this.code = code;
      this.title = title;
      this.retryable = retryable;
    }

    /// The HTTP status.
    public int status() {
      return status;
    }

    /// The stable machine word.
    public String code() {
      return code;
    }

    public String title() {
      return title;
    }

    /// Whether the same request can succeed later.
    public boolean retryable() {
      return retryable;
    }
  }
}
