package dev.pictor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Which module may use which, as a table. A direct child of `dev.pictor` is a module; its own
/// package is its API and its sub-packages are private to it. `platform` and `engine` are libraries
/// whose sub-packages are open.
class ArchitectureTest {
  private static final String ROOT = "dev.pictor.";

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("platform", Set.of()),
          entry("engine", Set.of()),
          entry("jobs", Set.of("platform")),
          entry("storage", Set.of("platform")),
          entry("identity", Set.of("platform")),
          entry("billing", Set.of("platform", "identity")),
          entry("providers", Set.of("platform", "engine")),
          entry(
              "images",
              Set.of("platform", "jobs", "providers", "engine", "storage", "identity", "billing")),
          entry("realtime", Set.of("platform", "identity", "jobs", "images")),
          entry("webhooks", Set.of("platform", "identity", "jobs", "images")),
          entry("projects", Set.of("platform", "identity", "storage", "images")),
          entry(
              "api",
              Set.of(
                  "platform",
                  "jobs",
                  "storage",
                  "identity",
                  "billing",
                  "images",
                  "realtime",
                  "webhooks")),
          // Its own way to the engine: commands work on files, without queue, storage or users.
          entry("cli", Set.of("platform", "engine", "providers", "images")),
          entry("studio", Set.of("platform")),
          entry(
              "compat.nursefilter", Set.of("platform", "identity", "storage", "billing", "images")),
          entry(
              "compat.mugshot",
              Set.of("platform", "identity", "storage", "billing", "images", "projects")),
          entry(
              "compat.oneshot",
              Set.of("platform", "identity", "storage", "billing", "images", "projects")),
          entry("compat.pictoora", Set.of("platform", "identity", "storage", "images")),
          entry(
              "compat.sketch",
              Set.of("platform", "identity", "storage", "billing", "images", "realtime")));

  private static final Set<String> LIBRARIES = Set.of("platform", "engine");

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // The program that bundles the page is not part of the service; Maven puts it on the
            // class path only when it stops before packaging.
            .withImportOption(location -> !location.contains("/studio/target/"))
            .importPackages("dev.pictor");
  }

  @Test
  void everyModuleIsInTheTable() {
    var found = new TreeSet<String>();
    for (JavaClass each : classes) {
      if (!moduleOf(each).isEmpty()) {
        found.add(moduleOf(each));
      }
    }
    assertThat(MAY_USE.keySet()).containsAll(found);
    assertThat(found).as("modules of the table that are gone").containsAll(MAY_USE.keySet());
  }

  @Test
  void everyArrowIsInTheTable() {
    var forbidden = new TreeSet<String>();
    for (Dependency arrow : arrowsBetweenModules()) {
      String from = moduleOf(arrow.getOriginClass());
      String to = moduleOf(arrow.getTargetClass());
      if (!MAY_USE.getOrDefault(from, Set.of()).contains(to)) {
        forbidden.add(from + " -> " + to + ": " + arrow.getDescription());
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void subPackagesArePrivate() {
    var reached = new TreeSet<String>();
    for (Dependency arrow : arrowsBetweenModules()) {
      String to = moduleOf(arrow.getTargetClass());
      boolean inside = !arrow.getTargetClass().getPackageName().equals(ROOT + to);
      if (inside && !LIBRARIES.contains(to)) {
        reached.add(arrow.getDescription());
      }
    }
    assertThat(reached).isEmpty();
  }

  @Test
  void nothingButTheStartUsesTheRoot() {
    var reached = new TreeSet<String>();
    for (JavaClass each : classes) {
      for (Dependency arrow : each.getDirectDependenciesFromSelf()) {
        boolean toRoot = arrow.getTargetClass().getPackageName().equals("dev.pictor");
        if (toRoot && !moduleOf(each).isEmpty()) {
          reached.add(arrow.getDescription());
        }
      }
    }
    assertThat(reached).isEmpty();
  }

  /// Arrows that leave one module for another; the root, where `App` wires, may use all.
  private static Iterable<Dependency> arrowsBetweenModules() {
    var arrows = new java.util.ArrayList<Dependency>();
    for (JavaClass each : classes) {
      for (Dependency arrow : each.getDirectDependenciesFromSelf()) {
        String from = moduleOf(each);
        String to = moduleOf(arrow.getTargetClass());
        if (!from.isEmpty() && !to.isEmpty() && !from.equals(to)) {
          arrows.add(arrow);
        }
      }
    }
    return arrows;
  }

  private static String moduleOf(JavaClass each) {
    String name = each.getPackageName();
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String[] parts = name.substring(ROOT.length()).split("\\.", -1);
    boolean surface = parts[0].equals("compat") && parts.length > 1;
    return surface ? "compat." + parts[1] : parts[0];
  }
}
