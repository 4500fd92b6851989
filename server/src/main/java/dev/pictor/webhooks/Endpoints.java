package dev.pictor.webhooks;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Uuid7;
import dev.pictor.platform.fetch.GivenUrl;
import dev.pictor.platform.fetch.GuardedPost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The addresses that users register for events. What belongs to somebody else is not found.
public final class Endpoints {
  /// So long the secret before a rotation signs too, when the request does not say.
  public static final Duration USUAL_OVERLAP = Duration.ofHours(24);

  /// The longest that it can.
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private static final int LONGEST_DESCRIPTION = 200;

  private final Jdbi jdbi;
  private final EndpointRows rows;
  private final SecretRows secrets;
  private final GuardedPost post;
  private final int most;
  private final InstantSource clock;
  private final Uuid7 ids;

  Endpoints(Jdbi jdbi, SecretRows secrets, GuardedPost post, int most, InstantSource clock) {
    this.jdbi = jdbi;
    this.rows = new EndpointRows(jdbi);
    this.secrets = secrets;
    this.post = post;
    this.most = most;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  public List<Endpoint> list(UserId user) {
    return rows.list(user);
  }

  /// @throws Problem NOT_FOUND when the user has none of this id
  public Endpoint get(UserId user, UUID id) {
    return rows.find(user, id).orElseThrow(Endpoints::none);
  }

  private static Problem none() {
    return Problem.notFound("webhook endpoint");
  }

  /// Registers an address; its name is looked up.
  ///
  /// @throws Problem INVALID_REQUEST for an address that is not public or not https, and everything
  ///   else that is wrong; ALREADY_EXISTS; CONFLICT when the user has as many as one may have
  public Endpoint.WithSecret create(UserId user, Endpoint.Wish wish) throws InterruptedException {
    Checked checked = check(wish, null);
    Instant now = now();
    boolean isDisabled = Boolean.FALSE.equals(wish.enabled());
    var endpoint =
        new Endpoint(
            ids.next(),
            user.value(),
            checked.url(),
            checked.description(),
            checked.events(),
            null,
            isDisabled ? new Endpoint.Disabled(now, Endpoint.Reason.ASKED) : null,
            now,
            now);
    return jdbi.inTransaction(handle -> {
      EndpointRows.lockUser(handle, user);
      if (EndpointRows.count(handle, user) >= most) {
        throw Problem.of(
            Problem.Kind.CONFLICT,
            "You have " + most + " webhook endpoints, which is the limit; delete one first.");
      }
      if (!EndpointRows.insert(handle, endpoint)) {
        throw taken();
      }
      SigningSecret secret =
          secrets
              .create(handle, endpoint.id(), user.value(), now)
              .orElseThrow(() -> new IllegalStateException("a new endpoint has a secret"));
      return new Endpoint.WithSecret(endpoint, secret.text());
    });
  }

  private static Problem taken() {
    return Problem.of(
        Problem.Kind.ALREADY_EXISTS,
        "You have an endpoint with this address already; change that one.");
  }

  /// Changes what the wish says. Enabling one that was disabled forgives its failures.
  ///
  /// @throws Problem as for creating; NOT_FOUND
  public Endpoint change(UserId user, UUID id, Endpoint.Wish wish) throws InterruptedException {
    Checked checked = check(wish, get(user, id));
    Instant now = now();
    return jdbi.inTransaction(handle -> {
      EndpointRows.lockUser(handle, user);
      Endpoint known = EndpointRows.lock(handle, user, id).orElseThrow(Endpoints::none);
      boolean isTaken =
          EndpointRows.listIn(handle, user).stream()
              .anyMatch(each -> each.url().equals(checked.url()) && !each.id().equals(id));
      if (isTaken) {
        throw taken();
      }
      EndpointRows.update(handle, checked.applied(known), now);
      if (Boolean.FALSE.equals(wish.enabled())) {
        Disabling.disable(handle, id, Endpoint.Reason.ASKED, now);
      } else if (Boolean.TRUE.equals(wish.enabled())) {
        EndpointRows.enable(handle, id, now);
      }
      return EndpointRows.lock(handle, user, id).orElseThrow(Endpoints::none);
    });
  }

  /// Removes an endpoint with its log; nothing more is sent to it.
  public void delete(UserId user, UUID id) {
    boolean gone = jdbi.inTransaction(handle -> EndpointRows.delete(handle, user, id));
    if (!gone) {
      throw none();
    }
  }

  /// Gives an endpoint a new secret.
  ///
  /// @param overlap so long the one before signs as well; at most [#LONGEST_OVERLAP]
  public Endpoint.WithSecret rotate(UserId user, UUID id, Duration overlap) {
    checkOverlap(overlap);
    return jdbi.inTransaction(handle -> {
      Endpoint known = EndpointRows.lock(handle, user, id).orElseThrow(Endpoints::none);
      SigningSecret secret =
          secrets
              .rotate(handle, id, now(), overlap)
              .orElseThrow(() -> new IllegalStateException("an endpoint has a secret"));
      return new Endpoint.WithSecret(known, secret.text());
    });
  }

  /// Makes the secret for the `webhook_url` of a user's jobs, or a new one.
  ///
  /// @return its text, which nobody can ask for again
  public String rotateForJobs(UserId user, Duration overlap) {
    checkOverlap(overlap);
    return jdbi.inTransaction(handle -> {
      Instant now = now();
      return secrets
          .rotate(handle, user.value(), now, overlap)
          .or(() -> secrets.create(handle, user.value(), user.value(), now))
          .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "It is just being made; try again."))
          .text();
    });
  }

  private static void checkOverlap(Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw Problem.invalid(
          "overlap_seconds", "is within 0 to " + LONGEST_OVERLAP.toSeconds() + ".");
    }
  }

  /// Sends an event that tells nothing, to see whether an endpoint answers.
  ///
  /// @return the id of the delivery
  /// @throws Problem NOT_FOUND; CONFLICT when the endpoint is disabled
  public UUID test(UserId user, UUID id) {
    return jdbi.inTransaction(handle -> {
      Endpoint endpoint = EndpointRows.lock(handle, user, id).orElseThrow(Endpoints::none);
      demandEnabled(endpoint);
      return test(handle, endpoint);
    });
  }

  private static UUID test(Handle handle, Endpoint endpoint) {
    String message = "This is a test; nothing has happened.";
    return handle
        .createQuery(
            """
            with made as (
              insert into webhook_delivery (id, event_id, user_id, endpoint_id, type, data)
              select one.id, one.id, :user, :endpoint, :type, :data::jsonb
              from (select gen_random_uuid() as id) as one
              returning id)
            select id, pg_notify('webhook_due', '')::text from made
            """)
        .bind("user", endpoint.userId())
        .bind("endpoint", endpoint.id())
        .bind("type", EventType.TEST.word())
        .bind("data", Json.write(Map.of("endpoint_id", endpoint.id(), "message", message)))
        .map((row, _) -> Columns.uuid(row, "id"))
        .one();
  }

  static void demandEnabled(Endpoint endpoint) {
    if (endpoint.disabled() != null) {
      throw Problem.of(
          Problem.Kind.CONFLICT,
          "The endpoint is disabled. "
              + endpoint.disabled().reason().sentence()
              + " Enable it first.");
    }
  }

  /// A wish that can be granted.
  private record Checked(String url, String description, List<EventType> events) {
    Endpoint applied(Endpoint known) {
      return new Endpoint(
          known.id(),
          known.userId(),
          url,
          description,
          events,
          known.failingSince(),
          known.disabled(),
          known.createdAt(),
          known.updatedAt());
    }
  }

  private Checked check(Endpoint.Wish wish, @Nullable Endpoint known) throws InterruptedException {
    var faults = new ArrayList<FieldError>();
    String url = url(wish.url(), known, faults);
    String description =
        Objects.requireNonNullElse(wish.description(), known == null ? "" : known.description())
            .strip();
    if (description.length() > LONGEST_DESCRIPTION) {
      faults.add(
          new FieldError("description", "has at most " + LONGEST_DESCRIPTION + " characters."));
    }
    List<EventType> usual = known == null ? EventType.USUAL : known.events();
    List<EventType> events = wish.events() == null ? usual : events(wish.events(), faults);
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return new Checked(url, description, events);
  }

  private String url(@Nullable String wish, @Nullable Endpoint known, List<FieldError> faults)
      throws InterruptedException {
    if (wish == null) {
      if (known == null) {
        faults.add(new FieldError("url", "is missing; give an https address of yours."));
      }
      return known == null ? "" : known.url();
    }
    try {
      return post.checkWithLookup(new GivenUrl("url", wish.strip())).toString();
    } catch (Problem e) {
      if (e.kind() != Problem.Kind.INVALID_REQUEST) {
        throw e;
      }
      faults.addAll(e.errors());
      return "";
    }
  }

  private static List<EventType> events(List<String> words, List<FieldError> faults) {
    var events = new LinkedHashSet<EventType>();
    for (String word : words) {
      EventType.find(String.valueOf(word))
          .filter(each -> each != EventType.TEST)
          .ifPresentOrElse(
              events::add,
              () ->
                  faults.add(
                      new FieldError(
                          "events",
                          "Each is one of " + String.join(", ", EventType.words()) + ".")));
    }
    if (words.isEmpty()) {
      faults.add(new FieldError("events", "names at least one event."));
    }
    return List.copyOf(events);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
