package dev.pictor.providers.local;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.book.BookOptions;
import dev.pictor.engine.book.PageMedium;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.model.Task;
import dev.pictor.engine.restore.RestoreModel;
import dev.pictor.engine.restore.RestoreOptions;
import dev.pictor.engine.restore.Restored;
import dev.pictor.engine.swap.SwapOptions;
import dev.pictor.providers.FromSide;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.local.Steps.Done;
import dev.pictor.providers.local.Steps.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps that work on faces.
final class FaceSteps {
  private static final int MAX_SIDE = 8192;

  private final LocalEngine engine;

  FaceSteps(LocalEngine engine) {
    this.engine = engine;
  }

  Done swapped(Generation.FaceSwap swap, Work work)
      throws BadPicture, FaceProblem, InterruptedException {
    var options = new SwapOptions(swap.blend(), swap.strength(), swap.source(), swap.faces());
    return Done.of(
        engine.faceSwapper().swap(work.other(Role.SOURCE), work.input(), options, work.progress()),
        Steps.BUILT_IN);
  }

  Done restored(Generation.FaceRestore restore, Work work)
      throws BadPicture, FaceProblem, InterruptedException {
    var options =
        new RestoreOptions(
            model(restore.model()),
            restore.fidelity(),
            restore.denoise(),
            restore.enhance(),
            MAX_SIDE,
            1);
    Restored restored = engine.faceRestorer().restore(work.input(), options, work.progress());
    return Done.of(restored.picture(), restored.model().id());
  }

  /// The net that the operator has added, or else what ships.
  private RestoreModel model(String name) {
    if (!name.equals("auto")) {
      return RestoreModel.of(name);
    }
    return List.of(RestoreModel.GFPGAN, RestoreModel.CODEFORMER).stream()
        .filter(this::isThere)
        .findFirst()
        .orElse(RestoreModel.BUILTIN);
  }

  private boolean isThere(RestoreModel model) {
    return engine.models().all(Task.FACE_RESTORE).stream()
        .anyMatch(file -> file.model().name().startsWith(model.id()));
  }

  Done onThePage(Generation.BookPage page, Work work)
      throws BadPicture, FaceProblem, InterruptedException {
    var options =
        new BookOptions(
            page.faces(),
            place(page, work),
            PageMedium.of(page.medium()).orElse(null),
            page.blend());
    return Done.of(
        engine.bookPage().make(work.other(Role.SOURCE), work.input(), options, work.progress()),
        Steps.BUILT_IN);
  }

  private @Nullable Box place(Generation.BookPage page, Work work)
      throws BadPicture, InterruptedException {
    Generation.Box box = page.box();
    if (box != null) {
      return new Box(box.left(), box.top(), box.left() + box.width(), box.top() + box.height());
    }
    FromSide wanted = page.fromSide();
    return wanted == null ? null : new SideFaces(engine.faces()).find(work.input(), wanted);
  }
}
