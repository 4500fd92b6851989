package dev.pictor.images;

import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.platform.Problem;
import dev.pictor.providers.CallbackTokens;
import dev.pictor.providers.Callbacks;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What comes of a provider's call: the job it names is looked at again, if there is still
/// something to look for. A job that is final, gone, or at another attempt is left alone.
public final class ProviderCalls {
  private final Jobs jobs;
  private final CallbackTokens tokens;
  private final List<Callbacks> providers;

  /// @param providers those that call back
  public ProviderCalls(Jobs jobs, CallbackTokens tokens, List<Callbacks> providers) {
    this.jobs = jobs;
    this.tokens = tokens;
    this.providers = List.copyOf(providers);
  }

  /// A signed call.
  ///
  /// @param header the value of a header by its name; empty for none
  /// @throws Problem NOT_FOUND as for [#hear(String, String)]; BAD_SIGNATURE
  public void hear(String provider, String token, Function<String, String> header, byte[] body)
      throws InterruptedException {
    if (tokens.find(provider, token).isEmpty()) {
      throw Problem.notFound("callback");
    }
    for (Callbacks each : providers) {
      if (each.provider().equals(provider) && !each.isGenuine(header, body)) {
        throw Problem.of(Problem.Kind.BAD_SIGNATURE, "The signature is not " + provider + "'s.");
      }
    }
    hear(provider, token);
  }

  /// Returns at once. The same call twice is the same as once.
  ///
  /// @throws Problem NOT_FOUND when the token is not one that was given to this provider
  public void hear(String provider, String token) {
    CallbackTokens.Call call =
        tokens.find(provider, token).orElseThrow(() -> Problem.notFound("callback"));
    Optional<Job> job = jobs.find(new JobId(call.job()), new OwnerId(call.owner()));
    boolean isAwaited =
        job.filter(found -> found.state() == JobState.RUNNING)
            .filter(found -> found.status().attempt() >= call.attempt())
            .isPresent();
    if (isAwaited) {
      providers.stream()
          .filter(each -> each.provider().equals(provider))
          .forEach(each -> each.changed(call.job(), call.attempt()));
    }
  }
}
