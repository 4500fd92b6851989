package dev.pictor.identity;

import dev.pictor.platform.secrets.SecretStrength;
import dev.pictor.platform.settings.Deployment;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What an operator may choose about users, tokens and limits.
public record IdentitySettings(
    Tokens tokens, Limits limits, FirstAdmin firstAdmin, ServiceKey serviceKey, Rules rules) {
  private static final Setting<String> SECRET =
      Setting.secret(
              "JWT_SECRET_KEY",
              "Signs tokens and object URLs; made on the first start when not given, which"
                  + " production refuses. At least 32 random bytes.")
          .alsoKnownAs("JWT_SECRET", "SECRET_KEY");
  private static final Setting<String> PREVIOUS =
      Setting.secret(
          "JWT_PREVIOUS_SECRET_KEY",
          "The secret before the last change: what it signed stays valid, nothing new is signed.");
  private static final Setting<JwtAlgorithm> ALGORITHM =
      Setting.oneOf(
          "JWT_ALGORITHM", JwtAlgorithm.class, JwtAlgorithm.HS256, "How tokens are signed.");
  private static final Setting<String> API_KEY =
      Setting.secret(
          "API_KEY",
          "A key that stands for a service account, sent as X-API-Key or as a bearer token; for"
              + " programs that were set up with one. None when not given.");
  private static final Setting<Boolean> CONFIRMATION =
      Setting.flag(
          "REQUIRE_EMAIL_CONFIRMATION",
          false,
          "Whether nobody signs in before their e-mail address is confirmed.");
  private static final Setting<Integer> LOOKUPS =
      Setting.whole(
          "ACCOUNT_LOOKUPS_PER_HOUR",
          10,
          -1,
          1_000_000,
          "How often an hour an IP address may ask whether an e-mail address has an account, or for"
              + " a new password; 0 never, -1 unlimited.");
  private static final Setting<Duration> LIFETIME =
      Setting.minutes(
          "JWT_ACCESS_TOKEN_EXPIRE_MINUTES",
          1440,
          1,
          525_600,
          "How long a token is valid, in minutes.");
  private static final Setting<Integer> LIFETIME_HOURS =
      Setting.whole(
          "JWT_EXPIRATION_HOURS",
          24,
          1,
          8760,
          "The same in hours; counts when the minutes are not given.");
  private static final Setting<Integer> PER_ADDRESS =
      Setting.whole(
          "RATE_LIMIT_PER_MINUTE",
          30,
          -1,
          1_000_000,
          "Requests a minute per IP address without a credential; 0 none, -1 unlimited.");
  private static final Setting<Integer> PER_USER =
      Setting.whole(
          "USER_RATE_LIMIT_PER_MINUTE",
          600,
          -1,
          1_000_000,
          "Requests a minute per user over all surfaces; 0 none, -1 unlimited.");
  private static final Setting<String> ADMIN_EMAIL =
      Setting.text(
          "ADMIN_EMAIL", "admin@localhost", "The e-mail address of the admin of the first start.");
  private static final Setting<String> ADMIN_PASSWORD =
      Setting.secret(
          "ADMIN_PASSWORD",
          "The password of the admin of the first start; a one-time password is printed when not"
              + " given.");

  /// Every setting of this module, for the documentation.
  public static final List<Setting<?>> ALL =
      List.of(
          SECRET,
          PREVIOUS,
          ALGORITHM,
          LIFETIME,
          LIFETIME_HOURS,
          PER_ADDRESS,
          PER_USER,
          ADMIN_EMAIL,
          ADMIN_PASSWORD,
          API_KEY,
          CONFIRMATION,
          LOOKUPS);

  /// Reads the settings; what is wrong is noted in the environment.
  public static IdentitySettings from(Environment environment) {
    var settings =
        new IdentitySettings(
            new Tokens(
                SECRET.in(environment),
                PREVIOUS.in(environment),
                ALGORITHM.in(environment),
                lifetime(environment)),
            new Limits(PER_ADDRESS.in(environment), PER_USER.in(environment)),
            new FirstAdmin(ADMIN_EMAIL.in(environment), ADMIN_PASSWORD.in(environment)),
            new ServiceKey(API_KEY.in(environment)),
            new Rules(CONFIRMATION.in(environment), LOOKUPS.in(environment)));
    if (Deployment.SETTING.in(environment).isProduction()) {
      settings.tokens.refuseWeakness(environment);
      settings.serviceKey.refuseWeakness(environment);
    }
    settings.firstAdmin.refuseBadValues(environment);
    return settings;
  }

  /// Two of the older apps have two names and two units for it.
  private static Duration lifetime(Environment environment) {
    Duration inMinutes = LIFETIME.in(environment);
    Duration inHours = Duration.ofHours(LIFETIME_HOURS.in(environment));
    boolean isInHours =
        environment.given(LIFETIME).isEmpty() && environment.given(LIFETIME_HOURS).isPresent();
    return isInHours ? inHours : inMinutes;
  }

  /// What accounts must be like.
  ///
  /// @param confirmedOnly whether an e-mail address has to be confirmed before the first sign-in
  /// @param lookupsPerHour how often an address may ask about accounts; -1 unlimited
  public record Rules(boolean confirmedOnly, int lookupsPerHour) {}

  /// How tokens are made.
  ///
  /// @param secret blank when one is to be made
  /// @param previousSecret blank when there is none
  public record Tokens(
      String secret, String previousSecret, JwtAlgorithm algorithm, Duration lifetime) {

    public List<String> previousSecrets() {
      return previousSecret.isBlank() ? List.of() : List.of(previousSecret);
    }

    private void refuseWeakness(Environment environment) {
      if (secret.isBlank()) {
        environment.fault(
            "JWT_SECRET_KEY is not given; production takes no generated secret: give 32 random"
                + " bytes or more, for instance from `openssl rand -base64 48`.");
        return;
      }
      SecretStrength.weaknessOf(secret)
          .ifPresent(weakness -> environment.fault("JWT_SECRET_KEY " + weakness + "."));
      previousSecrets().stream()
          .flatMap(each -> SecretStrength.weaknessOf(each).stream())
          .forEach(weakness -> environment.fault("JWT_PREVIOUS_SECRET_KEY " + weakness + "."));
    }

    @Override
    public String toString() {
      return "Tokens[secret=***, algorithm=" + algorithm + ", lifetime=" + lifetime + "]";
    }
  }

  /// Requests a minute: 0 none, -1 unlimited.
  public record Limits(int perAddress, int perUser) {}

  /// The operator's key for programs.
  ///
  /// @param text blank when there is none
  public record ServiceKey(String text) {
    boolean isGiven() {
      return !text.isBlank();
    }

    private void refuseWeakness(Environment environment) {
      if (isGiven()) {
        SecretStrength.weaknessOf(text)
            .ifPresent(weakness -> environment.fault("API_KEY " + weakness + "."));
      }
    }

    @Override
    public String toString() {
      return "ServiceKey[***]";
    }
  }

  /// The admin that the first start makes.
  ///
  /// @param password blank when a one-time password is to be made
  public record FirstAdmin(String email, String password) {
    private void refuseBadValues(Environment environment) {
      var errors = new ArrayList<>(RegistrationRules.emailErrors(email));
      if (!password.isBlank()) {
        errors.addAll(RegistrationRules.passwordErrors(password, email));
      }
      errors.forEach(error ->
          environment.fault(
              (error.field().equals("email") ? "ADMIN_EMAIL: " : "ADMIN_PASSWORD: ")
                  + error.message()));
    }

    @Override
    public String toString() {
      return "FirstAdmin[email=" + email + ", password=***]";
    }
  }
}
