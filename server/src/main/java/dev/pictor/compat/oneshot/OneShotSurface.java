package dev.pictor.compat.oneshot;

import dev.pictor.images.ImageJobs;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.InputRules;
import dev.pictor.images.JobContract;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.storage.Storage;

/// The OneShot contract as far as jobs go: its table of contents.
public final class OneShotSurface {
  private final OneShotJobs jobs;

  public OneShotSurface(Uses uses, PublicAddress address, Terms terms) {
    var links = new JobLinks(uses.storage().links(), uses.uploads(), address);
    jobs = new OneShotJobs(uses.jobs(), links, terms.usualOutput(), terms.inputs());
  }

  /// What the surface translates into.
  public record Uses(Storage storage, Uploads uploads, ImageJobs jobs) {}

  /// What the operator settled for it.
  ///
  /// @param usualOutput how results are written when a request does not say
  /// @param inputs what is taken as a picture
  public record Terms(ImageOrder.Written usualOutput, InputRules inputs) {}

  /// Its part of the address that it shares with another contract.
  public JobContract jobs() {
    return jobs;
  }
}
