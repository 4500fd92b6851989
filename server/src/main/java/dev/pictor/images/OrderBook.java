package dev.pictor.images;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.identity.Principal;
import dev.pictor.platform.Json;
import dev.pictor.providers.Inputs.Slot;
import dev.pictor.providers.Role;
import dev.pictor.providers.Sizes;
import dev.pictor.storage.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Makes orders of forms: every picture is found, looked at, and becomes an object of the caller's.
final class OrderBook {
  private final Uploads uploads;
  private final PictureUrls urls;

  OrderBook(Uploads uploads, PictureUrls urls) {
    this.uploads = uploads;
    this.urls = urls;
  }

  /// An order with what it refers to.
  ///
  /// @param brought keys of pictures that were stored for it; nothing else uses them
  record Entry(ImageOrder order, Map<String, StoredObject> pictures, List<String> brought) {
    private StoredObject picture(String key) {
      return Objects.requireNonNull(pictures.get(key), key);
    }

    /// The SHA-256 of a picture.
    String contentOf(String key) {
      return picture(key).bytes().sha256();
    }

    /// Tells one request from another: what is done, how, and to which bytes. The same picture
    /// under another address is the same.
    String digest() {
      var said = new ArrayList<String>();
      for (ImageOrder.Step step : order.steps()) {
        said.add(step.operation() + " " + Json.write(step.params()));
        new TreeMap<>(step.inputs()).forEach((role, key) -> said.add(role + " " + contentOf(key)));
      }
      said.add(Json.write(order.output()) + " " + order.provider());
      said.add(Json.write(new TreeMap<>(order.metadata())));
      return ResultKey.sha256(String.join("\n", said));
    }
  }

  /// @throws dev.pictor.platform.Problem when a picture is not there, is none, or would become too
  ///   large
  Entry enter(Principal caller, JobForm form, JobForm.Checked checked) throws InterruptedException {
    var brought = new ArrayList<String>();
    boolean isEntered = false;
    try {
      Entry entry = enter(caller, form, checked, brought);
      isEntered = true;
      return entry;
    } finally {
      if (!isEntered) {
        brought.forEach(key -> uploads.delete(caller, key));
      }
    }
  }

  private Entry enter(Principal caller, JobForm form, JobForm.Checked checked, List<String> brought)
      throws InterruptedException {
    var pictures = new LinkedHashMap<String, StoredObject>();
    var steps = new ArrayList<ImageOrder.Step>();
    for (StepForm.Checked step : checked.steps()) {
      var inputs = new LinkedHashMap<String, String>();
      for (var each : step.inputs().entrySet()) {
        StoredObject picture = picture(caller, each.getValue(), form.inputs(), brought);
        pictures.put(picture.key().value(), picture);
        inputs.put(each.getKey().word(), picture.key().value());
      }
      steps.add(new ImageOrder.Step(step.operation().word(), step.params().values(), inputs));
    }
    var order =
        new ImageOrder(
            ImageOrder.VERSION,
            steps,
            form.output(),
            form.extras().provider(),
            form.extras().metadata(),
            List.copyOf(pictures.keySet()),
            nameOf(steps.getFirst(), pictures),
            form.extras().project(),
            null,
            form.extras().caching() == Caching.USE ? null : form.extras().caching());
    var entry = new Entry(order, pictures, brought);
    checkSizes(entry);
    return entry;
  }

  private StoredObject picture(
      Principal caller, StepForm.Named named, InputRules rules, List<String> brought)
      throws InterruptedException {
    StoredObject picture = stored(caller, named, rules, brought);
    rules.check(named.field(), picture);
    uploads.use(caller, picture);
    return picture;
  }

  private StoredObject stored(
      Principal caller, StepForm.Named named, InputRules rules, List<String> brought)
      throws InterruptedException {
    if (named.isKey()) {
      return uploads.get(caller, named.value());
    }
    String key = urls.keyFor(caller, named.field(), named.value(), rules);
    if (!urls.isStoredHere(caller, named.value())) {
      brought.add(key);
    }
    return uploads.get(caller, key);
  }

  private void checkSizes(Entry entry) {
    var sizes = new HashMap<Slot, Size>();
    entry
        .order()
        .slots()
        .forEach((slot, key) -> {
          StoredObject.Picture picture = entry.picture(key).accepted();
          sizes.put(slot, new Size(picture.widthPixels(), picture.heightPixels()));
        });
    Sizes _ = Sizes.of(entry.order().generation(), sizes).check(uploads.limits());
  }

  private static String nameOf(ImageOrder.Step first, Map<String, StoredObject> pictures) {
    StoredObject picture = pictures.get(first.inputs().getOrDefault(Role.INPUT.word(), ""));
    if (picture == null) {
      return first.operation();
    }
    String filename = picture.declared().filename();
    int dot = filename.lastIndexOf('.');
    return dot <= 0 ? filename : filename.substring(0, dot);
  }
}
