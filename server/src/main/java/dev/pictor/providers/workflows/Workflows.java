package dev.pictor.providers.workflows;

import dev.pictor.providers.Generation;
import dev.pictor.providers.ThemeShelf;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The templates there are: those that ship, and those in the operator's folder, which is read
/// again when a file of it has changed. One of the folder takes the place of one that ships under
/// the same name; one that is broken is left out, and what ships stays. Thread-safe.
public final class Workflows {
  /// Ranks decide among them, not this order.
  private static final List<String> BUNDLED =
      List.of(
          "book-page",
          "cut-out",
          "edit-by-prompt",
          "face-restore",
          "face-swap",
          "sketch",
          "theme-lora",
          "thumbnail",
          "upscale",
          "upscale-tiles");

  private static final Logger LOG = LoggerFactory.getLogger(Workflows.class);
  private static final int MOST_TEMPLATES = 200;

  private final Path folder;
  private final ThemeShelf themes;
  private volatile Read last = new Read("", bundled(), Map.of());

  /// @param broken sentences by the names of templates
  private record Read(String signature, List<Workflow> all, Map<String, String> broken) {}

  /// @param folder need not be there
  /// @param themes for the words and models of themes
  public Workflows(Path folder, ThemeShelf themes) {
    this.folder = folder;
    this.themes = themes;
  }

  Path folder() {
    return folder;
  }

  public ThemeShelf themes() {
    return themes;
  }

  /// Everything that can be read, the lowest rank first.
  public List<Workflow> all() {
    return current().all();
  }

  /// What is wrong with those of the folder that cannot be used, by their names.
  public Map<String, String> broken() {
    return current().broken();
  }

  public Optional<Workflow> find(String id) {
    return all().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /// What could make a step, the first choice first.
  public List<Workflow> serving(Generation.Step step) {
    Values values = Values.of(step, themes);
    return all().stream()
        .filter(each -> each.serves().equals(step.kind()))
        .filter(each -> each.fits(values))
        .toList();
  }

  private Read current() {
    String signature = signature();
    Read known = last;
    if (known.signature().equals(signature)) {
      return known;
    }
    Read read = read(signature);
    read.broken()
        .values()
        .forEach(sentence -> LOG.warn("A workflow is left out until it is mended: {}", sentence));
    last = read;
    return read;
  }

  private Read read(String signature) {
    Map<String, Workflow> all = new TreeMap<>();
    Map<String, String> broken = new TreeMap<>();
    bundled().forEach(each -> all.put(each.id(), each));
    for (Path each : folders()) {
      String id = String.valueOf(each.getFileName());
      try {
        all.put(
            id,
            WorkflowReader.read(
                id,
                text(each.resolve(WorkflowReader.MANIFEST)),
                text(each.resolve(WorkflowReader.GRAPH))));
      } catch (BadWorkflow e) {
        broken.put(id, String.valueOf(e.getMessage()));
      } catch (IOException _) {
        broken.put(
            id, "workflow " + id + ": template.json and workflow.json must be there in UTF-8");
      }
    }
    return new Read(signature, ranked(all.values().stream()), Map.copyOf(broken));
  }

  private static List<Workflow> ranked(Stream<Workflow> all) {
    return all.sorted(Comparator.comparingInt(Workflow::rank).thenComparing(Workflow::id)).toList();
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > 4L * WorkflowReader.MOST_CHARACTERS) {
      throw new IOException("too large");
    }
    return Files.readString(file);
  }

  private List<Path> folders() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory)
          .filter(each -> !each.getFileName().toString().startsWith(WorkflowFolder.HIDDEN))
          .sorted()
          .limit(MOST_TEMPLATES)
          .toList();
    } catch (IOException e) {
      LOG.warn("The folder with the workflows cannot be read; those that ship are used", e);
      return List.of();
    }
  }

  private static List<Workflow> bundled() {
    var all = new ArrayList<Workflow>();
    for (String id : BUNDLED) {
      try {
        all.add(
            WorkflowReader.read(
                id,
                resource(id + "/" + WorkflowReader.MANIFEST),
                resource(id + "/" + WorkflowReader.GRAPH)));
      } catch (BadWorkflow e) {
        throw new IllegalStateException("a workflow that ships is broken", e);
      }
    }
    return ranked(all.stream());
  }

  private static String resource(String name) {
    try (InputStream in = Workflows.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("a workflow that ships is missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Names, sizes and times of every file; empty when there is none.
  private String signature() {
    if (!Files.isDirectory(folder)) {
      return "";
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> !file.equals(folder))
          .sorted()
          .map(Workflows::signature)
          .collect(Collectors.joining("\n"));
    } catch (IOException | UncheckedIOException _) {
      // A file was just moved: the next call sees how it ended.
      return last.signature();
    }
  }

  private static String signature(Path file) {
    try {
      return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
