package dev.pictor.compat.oneshot;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Receipts;
import dev.pictor.identity.Identity;
import dev.pictor.identity.SessionCookie;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.InputRules;
import dev.pictor.images.JobContract;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Route;
import dev.pictor.projects.ProjectDefaults;
import dev.pictor.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/// The OneShot contract: its table of contents.
public final class OneShotSurface {
  private final OneShotJobs jobs;
  private final AccountRoutes accounts;
  private final UploadRoutes uploads;
  private final BillingRoutes billing;

  public OneShotSurface(Uses uses, PublicAddress address, Terms terms) {
    var links = new JobLinks(uses.storage().links(), uses.uploads(), address);
    jobs = new OneShotJobs(uses.defaults(), links, terms);
    accounts = new AccountRoutes(uses.identity(), uses.cookie(), uses.billing());
    billing = new BillingRoutes(uses.receipts());
    uploads = new UploadRoutes(uses.uploads(), uses.storage().links(), address, terms.inputs());
  }

  /// What the surface translates into.
  public record Uses(
      Identity identity,
      SessionCookie cookie,
      Storage storage,
      Uploads uploads,
      ProjectDefaults defaults,
      Billing billing,
      Receipts receipts) {}

  /// What the operator settled for it.
  ///
  /// @param usualOutput how results are written when a request does not say
  /// @param inputs what is taken as a picture
  public record Terms(ImageOrder.Written usualOutput, InputRules inputs) {}

  public List<Route> routes() {
    var routes = new ArrayList<>(accounts.routes());
    routes.addAll(uploads.routes());
    routes.addAll(billing.routes());
    return routes;
  }

  /// Its part of the address that it shares with another contract.
  public JobContract jobs() {
    return jobs;
  }
}
