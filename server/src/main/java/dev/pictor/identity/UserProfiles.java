package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// What users say of themselves beside how they sign in.
public final class UserProfiles {
  private final Jdbi jdbi;
  private final InstantSource clock;

  public UserProfiles(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /// What is to be different; what is null stays.
  public record Change(
      @Nullable String username, @Nullable String fullName, @Nullable LocalDate dob) {}

  /// @throws Problem INVALID_REQUEST with every fault at once; USERNAME_TAKEN
  public void change(UserId id, Change change) {
    List<FieldError> faults = faults(change);
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    try {
      jdbi.useTransaction(handle -> change(handle, id, change));
    } catch (UnableToExecuteStatementException e) {
      // Two took the same name at the same moment; every other fault is told as what it is.
      if (change.username() != null && isTaken(id, change.username())) {
        throw taken();
      }
      throw e;
    }
  }

  /// The rules of signing up, but for what is not changed here.
  private List<FieldError> faults(Change change) {
    var form = new Registration(null, change.username(), null, change.fullName(), change.dob());
    var faults = new ArrayList<>(RegistrationRules.errorsOf(form));
    faults.removeIf(error -> List.of("email", "password").contains(error.field()));
    faults.addAll(RegistrationRules.dobErrors(change.dob(), clock.instant()));
    return faults;
  }

  private static void change(Handle handle, UserId id, Change change) {
    String username = RegistrationRules.tidy(change.username());
    handle
        .createUpdate(
            """
            update identity_user set username = coalesce(:username, username),
              username_key = coalesce(:key, username_key),
              full_name = coalesce(:fullName, full_name), dob = coalesce(:dob, dob)
            where id = :id
            """)
        .bind("username", username)
        .bind("key", username == null ? null : RegistrationRules.keyOf(username))
        .bind("fullName", RegistrationRules.tidy(change.fullName()))
        .bind("dob", change.dob())
        .bind("id", id.value())
        .execute();
    IdentityNews.userChanged(handle, id);
  }

  private boolean isTaken(UserId id, String username) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select 1 from identity_user where username_key = :key and id <>"
                    + " :id)")
            .bind("key", RegistrationRules.keyOf(username))
            .bind("id", id.value())
            .mapTo(Boolean.class)
            .one());
  }

  private static Problem taken() {
    return Problem.of(Problem.Kind.USERNAME_TAKEN, "This username is taken. Take another one.");
  }
}
