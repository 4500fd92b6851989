package dev.pictor.compat.oneshot;

import dev.pictor.images.ImageJobs;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.JobContract;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.storage.Storage;

/// The OneShot contract as far as jobs go: its table of contents.
public final class OneShotSurface {
  private final OneShotJobs jobs;

  /// @param usualOutput how results are written when a request does not say
  public OneShotSurface(Uses uses, PublicAddress address, ImageOrder.Written usualOutput) {
    var links = new JobLinks(uses.storage().links(), uses.uploads(), address);
    jobs = new OneShotJobs(uses.jobs(), links, usualOutput);
  }

  /// What the surface translates into.
  public record Uses(Storage storage, Uploads uploads, ImageJobs jobs) {}

  /// Its part of the address that it shares with another contract.
  public JobContract jobs() {
    return jobs;
  }
}
