package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pages that are made from the code say what the code says.
class ReferenceTest {
  @Test
  void theMadePagesAreNotStale() throws IOException {
    for (var page : Reference.pages().entrySet()) {
      assertThat(Path.of("..", "docs", page.getKey()))
          .as("run: ./pictor docs")
          .hasContent(page.getValue());
    }
  }

  @Test
  void theTableInTheReadmeIsNotStale() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    assertThat(readme).as("run: ./pictor docs").isEqualTo(Reference.readme(readme));
  }

  @Test
  void noSettingIsDeclaredTwice() {
    var names = new HashSet<String>();
    for (var group : Configuration.groups().values()) {
      for (var setting : group) {
        setting.names().forEach(name -> assertThat(names.add(name)).as(name).isTrue());
      }
    }
  }

  @Test
  void theVersionIsTheBuilds() throws IOException {
    var version =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(Path.of("..", "pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(Version.CURRENT).isEqualTo(version.group(1));
  }
}
