package dev.pictor;

import dev.pictor.billing.BillingSettings;
import dev.pictor.billing.receipts.ReceiptSettings;
import dev.pictor.identity.IdentitySettings;
import dev.pictor.identity.SocialSettings;
import dev.pictor.images.CacheSettings;
import dev.pictor.images.ImageSettings;
import dev.pictor.jobs.JobSettings;
import dev.pictor.platform.fetch.FetchSettings;
import dev.pictor.platform.http.HttpSettings;
import dev.pictor.platform.limits.LimitSettings;
import dev.pictor.platform.mail.MailSettings;
import dev.pictor.platform.settings.Deployment;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import dev.pictor.projects.ProjectSettings;
import dev.pictor.realtime.EventSettings;
import dev.pictor.storage.StorageSettings;
import dev.pictor.webhooks.WebhookSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every module's settings, read together, so that all bad values are told at once.
record Configuration(
    Deployment deployment,
    ServerSettings server,
    IdentitySettings identity,
    LimitSettings limits,
    SocialSettings social,
    MailSettings mail,
    BillingSettings billing,
    ReceiptSettings receipts,
    StorageSettings storage,
    FetchSettings fetch,
    WebhookSettings webhooks,
    EventSettings events,
    JobSettings jobs,
    ImageSettings images,
    ProviderSettings providers,
    CacheSettings cache,
    ProjectSettings projects,
    List<String> notYet) {
  /// Settings of the older apps that mean something to their operators and nothing to this version.
  private static final Map<String, String> NOT_YET =
      Map.of("LOG_LEVEL", "log lines are of level INFO; DEBUG=true gives more");

  static Configuration from(Map<String, String> variables) {
    var environment = new Environment(variables);
    var deployment = Deployment.SETTING.in(environment);
    var configuration =
        new Configuration(
            deployment,
            ServerSettings.from(environment),
            IdentitySettings.from(environment),
            LimitSettings.from(environment),
            SocialSettings.from(environment),
            MailSettings.from(environment),
            BillingSettings.from(environment),
            ReceiptSettings.from(environment),
            StorageSettings.from(environment),
            FetchSettings.from(environment),
            WebhookSettings.from(environment),
            EventSettings.from(environment),
            JobSettings.from(environment),
            ImageSettings.from(environment),
            ProviderSettings.from(environment),
            CacheSettings.from(environment),
            ProjectSettings.from(environment),
            notYet(variables));
    if (deployment.isProduction()) {
      configuration.refuseUnsafe(environment);
    }
    environment.check();
    return configuration;
  }

  /// What is given and has no effect is said, so that nobody looks for their pictures in the wrong
  /// place.
  private static List<String> notYet(Map<String, String> variables) {
    return NOT_YET.entrySet().stream()
        .filter(each -> !variables.getOrDefault(each.getKey(), "").isBlank())
        .map(each -> each.getKey() + " is set and not used by this version: " + each.getValue())
        .sorted()
        .toList();
  }

  private void refuseUnsafe(Environment environment) {
    if (server.console().debug()) {
      environment.fault("DEBUG is true; production refuses it, as log lines would tell too much.");
    }
    if (!server.baseUrl().startsWith("https://")) {
      environment.fault("BASE_URL does not begin with https://; production refuses anything else.");
    }
  }

  /// Every setting under the heading of its owner, for the documentation.
  static Map<String, List<Setting<?>>> groups() {
    var groups = new LinkedHashMap<String, List<Setting<?>>>();
    groups.put("The process", ServerSettings.ALL);
    groups.put("How strict", List.of(Deployment.SETTING));
    groups.put("HTTP", HttpSettings.ALL);
    groups.put("Users, tokens and limits", IdentitySettings.ALL);
    groups.put("Where requests are counted", LimitSettings.ALL);
    groups.put("Mail", MailSettings.ALL);
    groups.put("Plans, quotas and credits", BillingSettings.ALL);
    groups.put("Stores", ReceiptSettings.ALL);
    groups.put("Signing in elsewhere", SocialSettings.ALL);
    groups.put("Stored pictures", StorageSettings.ALL);
    groups.put("Pictures from other hosts", FetchSettings.ALL);
    groups.put("Webhooks", WebhookSettings.ALL);
    groups.put("Streams of events", EventSettings.ALL);
    groups.put("Jobs", JobSettings.ALL);
    groups.put("Pictures and the engine", ImageSettings.ALL);
    groups.put("Providers on other machines", ProviderSettings.ALL);
    groups.put("Results of equal jobs", CacheSettings.ALL);
    groups.put("Projects", ProjectSettings.ALL);
    return groups;
  }
}
