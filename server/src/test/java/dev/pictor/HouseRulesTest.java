package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The sizes and names that keep a file on a screen, counted with the compiler's own tree.
class HouseRulesTest {
  private static final int MAX_METHOD_LINES = 70;
  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_CONSTRUCTOR_PARAMETERS = 6;
  private static final Set<String> NAMELESS_PACKAGES =
      Set.of(
          "common", "util", "utils", "helper", "helpers", "manager", "impl", "base", "model", "dto",
          "misc");
  private static final Pattern NAMELESS_TYPE =
      Pattern.compile(".*(Util|Utils|Helper|Manager|Impl|Misc)$");

  private static final List<String> FAULTS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("engine", "server", "studio", "perf")) {
      for (String kind : List.of("src/main/java", "src/test/java")) {
        sources.addAll(javaFilesIn(Path.of("..", module, kind)));
      }
    }
    assertThat(sources).hasSizeGreaterThan(20);
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Counter(unit, positions).scan(unit, null);
      }
    }
  }

  private static List<Path> javaFilesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
  }

  @Test
  void filesMethodsAndConstructorsStaySmallAndEverythingHasAName() {
    assertThat(FAULTS).isEmpty();
  }

  private static final class Counter extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final LineMap lines;
    private final String file;
    private boolean inRecord;

    Counter(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
      this.lines = unit.getLineMap();
      this.file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree tree, Void nothing) {
      if (linesOf(tree) > MAX_FILE_LINES) {
        FAULTS.add(file + " has " + linesOf(tree) + " lines; is there one idea in it?");
      }
      if (tree.getPackageName() != null) {
        for (String part : tree.getPackageName().toString().split("\\.", -1)) {
          // `engine.model` is the field's own word: neural nets.
          boolean ofTheField = tree.getPackageName().toString().equals("dev.pictor.engine.model");
          if (NAMELESS_PACKAGES.contains(part) && !ofTheField) {
            FAULTS.add(file + " is in a package named " + part);
          }
        }
      }
      return super.visitCompilationUnit(tree, null);
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
      if (NAMELESS_TYPE.matcher(tree.getSimpleName()).matches()) {
        FAULTS.add(
            file + " declares " + tree.getSimpleName() + ", which is not a noun of the field");
      }
      boolean outer = inRecord;
      inRecord = tree.getKind() == Tree.Kind.RECORD;
      super.visitClass(tree, null);
      inRecord = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void nothing) {
      if (tree.getBody() != null && linesOf(tree) > MAX_METHOD_LINES) {
        FAULTS.add(file + ": " + tree.getName() + " has " + linesOf(tree) + " lines");
      }
      // A record's components are its data, however many; a constructor's parameters are what it
      // needs to work.
      boolean constructor =
          !inRecord && tree.getName().contentEquals("<init>") && tree.getBody() != null;
      if (constructor && tree.getParameters().size() > MAX_CONSTRUCTOR_PARAMETERS) {
        FAULTS.add(file + ": a constructor takes " + tree.getParameters().size() + " parameters");
      }
      return super.visitMethod(tree, null);
    }

    private long linesOf(Tree tree) {
      long begin = lines.getLineNumber(Math.max(0, positions.getStartPosition(unit, tree)));
      return lines.getLineNumber(Math.max(0, positions.getEndPosition(unit, tree))) - begin + 1;
    }
  }
}
