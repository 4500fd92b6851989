package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.cli.FakeHome.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on machines that lack this or that. What needs the real server is tested on the
/// built product, in the module `perf`.
final class LauncherTest {
  private static final int USAGE = 64;
  private static final int MISSING = 69;

  @TempDir Path machine;
  private FakeHome home;

  @BeforeEach
  void unpack() throws Exception {
    home = new FakeHome(machine, "a repository");
  }

  @Test
  void anUnknownCommandIsRefusedWithAHint() throws Exception {
    Run run = home.run("upp");
    assertThat(run.code()).isEqualTo(USAGE);
    assertThat(run.said()).contains("There is no command 'upp'.", "./pictor help");
  }

  @Test
  void withoutACommandItExplainsItself() throws Exception {
    Run run = home.run();
    assertThat(run.code()).isZero();
    assertThat(run.said()).contains("./pictor up", "./pictor test", "./pictor bench", "--port N");
    assertThat(run).isEqualTo(home.run("help")).isEqualTo(home.run("--help"));
  }

  @Test
  void theVersionIsTheBuilds() throws Exception {
    assertThat(home.run("--version")).isEqualTo(new Run(0, "Pictor 0.1.0\n"));
  }

  @Test
  void anOlderJavaHomeIsPassedOver() throws Exception {
    home.set("JAVA_HOME", home.jdk("java-17", "17.0.15"));
    Path good = home.jdk("temurin-25", "25.0.3");
    assertThat(home.run("up").said()).contains("java of " + good + ",");
  }

  @Test
  void theWishedJdkComesFirst() throws Exception {
    home.set("JAVA_HOME", home.jdk("temurin-25", "25.0.3"));
    Path wished = home.jdk(machine.resolve("my own jdk"), "26-ea");
    home.set("PICTOR_JAVA_HOME", wished);
    assertThat(home.run("up").said()).contains("java of " + wished + ",");
  }

  @Test
  void aJdkOfSdkmanIsFoundInAHomeWithASpace() throws Exception {
    Path good = home.jdk(home.userFolder().resolve(".sdkman/candidates/java/25-tem"), "25");
    assertThat(home.run("up").said()).contains("java of " + good + ",");
  }

  @Test
  void onlyOldJdksAreListedWithWhatToInstall() throws Exception {
    Path eight = home.jdk("java-8", "1.8.0_392");
    Path seventeen = home.jdk("java-17", "17.0.15");
    Run run = home.run("up");
    assertThat(run.code()).isEqualTo(MISSING);
    assertThat(run.said())
        .contains("needs a JDK 25 or newer")
        .contains("  " + eight + " (JDK 8)\n")
        .contains("  " + seventeen + " (JDK 17)\n")
        .contains("apt-get install");
  }

  @Test
  void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
    Files.delete(home.jdk("jre-25", "25").resolve("bin/javac"));
    Run run = home.run("up");
    assertThat(run.code()).isEqualTo(MISSING);
    assertThat(run.said()).contains("not only a JRE").doesNotContain("too old");
  }

  @Test
  void aJdkWithoutAReleaseFileIsAsked() throws Exception {
    Path good = home.jdk("nameless", "25.0.1");
    Files.delete(good.resolve("release"));
    assertThat(home.run("up").said()).contains("java of " + good + ",");
  }

  @Test
  void itWorksThroughALinkFromAnotherFolder() throws Exception {
    home.jdk("jdk", "25");
    Path elsewhere = Files.createDirectories(machine.resolve("else where"));
    Path link =
        Files.createSymbolicLink(elsewhere.resolve("pic"), Path.of("../a repository/pictor"));
    assertThat(home.run(link, elsewhere, "up").said())
        .contains("PICTOR_DATA=" + home.folder().resolve("data") + ", up");
  }

  @Test
  void optionsReachTheServer() throws Exception {
    home.jdk("jdk", "25");
    Path elsewhere = Files.createDirectories(machine.resolve("elsewhere"));
    assertThat(
            home.run(home.launcher(), elsewhere, "up", "--port", "8123", "--data=my data").said())
        .contains("PORT=8123, PICTOR_DATA=" + elsewhere.resolve("my data") + ", up");
  }

  @Test
  void badOptionsAreRefused() throws Exception {
    assertThat(home.run("up", "--port", "http").said())
        .contains("--port wants a number, not 'http'.");
    assertThat(home.run("up", "--port").said()).contains("--port needs a value.");
    assertThat(home.run("up", "--prot=1")).matches(run -> run.code() == USAGE);
  }

  @Test
  void itBuildsOnceAndAgainAfterAChange() throws Exception {
    home.jdk("jdk", "25");
    assertThat(home.run("up").said()).contains("for the first time", "building engine");
    assertThat(home.run("up").said()).doesNotContain("uilding");
    assertThat(home.mavenCalls()).hasSize(1);

    Path source = home.folder().resolve("server/src/main/App.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(home.run("up").said()).contains("Something has changed");
    assertThat(home.mavenCalls()).hasSize(2);
  }

  @Test
  void aDeletedSourceIsAChange() throws Exception {
    home.jdk("jdk", "25");
    home.run("up");
    Path folder = home.folder().resolve("server/src/main");
    Files.delete(folder.resolve("App.java"));
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().plusSeconds(5)));
    home.run("up");
    assertThat(home.mavenCalls()).hasSize(2);
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    home.jdk("jdk", "25");
    Path fault = Files.createFile(home.folder().resolve("fails"));
    Run failed = home.run("up");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.said())
        .contains("a semicolon is missing")
        .contains("server/target/build.log")
        .doesNotContain("java of");
    Files.delete(fault);
    assertThat(home.run("up").said()).contains("java of");
  }

  @Test
  void startsAreMadeFasterOnceABuild() throws Exception {
    home.jdk("jdk", "25");
    assertThat(home.run("up").said()).contains("Preparing faster starts", "-XX:AOTCache=");
    assertThat(home.run("up").said()).doesNotContain("Preparing").contains("-XX:AOTCache=");
  }

  @Test
  void aCacheOfAnotherBuildIsNotUsed() throws Exception {
    home.jdk("jdk", "25");
    home.run("up");
    Path jar = home.folder().resolve("server/target/pictor.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
    home.set("PICTOR_BUILD", Path.of("never"));
    assertThat(home.run("up").said()).contains("java of").doesNotContain("-XX:AOTCache=");
  }

  @Test
  void whatIsBuiltCanBeStartedWithoutALook() throws Exception {
    home.jdk("jdk", "25");
    home.set("PICTOR_BUILD", Path.of("never"));
    Files.createFile(
        Files.createDirectories(home.folder().resolve("server/target")).resolve("pictor.jar"));
    assertThat(home.run("up").said()).contains("java of");
    assertThat(home.mavenCalls()).isEmpty();
  }

  @Test
  void aCommandOnFilesRunsWhereTheUserIs() throws Exception {
    home.jdk("jdk", "25");
    Path elsewhere = Files.createDirectories(machine.resolve("elsewhere"));
    Run run =
        home.run(home.launcher(), elsewhere, "sketch", "my photo.jpg", "--style=ink", "-o", "x");
    assertThat(run.said())
        .contains("PICTOR_DATA=" + home.folder().resolve("data"))
        .contains("sketch my photo.jpg --style=ink -o x");
    assertThat(home.run().said()).contains("swap", "thumbnail", "models", "completion");
  }
}
