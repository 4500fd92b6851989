package dev.pictor.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The built-in reader of chats, sentence by sentence.
class IntentReaderTest {
  private static final Design PROJECT =
      Design.begun(
          new ProjectChange(null, null, null, null, "Title", null, null, null, null, null),
          new ArrayList<>());

  static Stream<Arguments> sentences() {
    try (InputStream table =
        IntentReaderTest.class.getResourceAsStream("/projects/sentences.txt")) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .map(line -> line.split(" => ", -1))
          .map(parts -> Arguments.of(parts[0], parts[1]))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Assistant.Understood read(String said) {
    return new IntentReader().read(new Assistant.Turn(PROJECT, List.of(), said));
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void aSentenceIsUnderstoodAsTheTableSays(String said, String expected) {
    assertThat(words(read(said))).isEqualTo(expected);
  }

  @Test
  void theTableHasSixtySentencesAndMore() {
    assertThat(sentences()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void anOrderInQuotationMarksIsNone() {
    var understood = read("set the headline to \"generate 3 variants for tiktok\"");
    assertThat(understood.wantsJob()).isFalse();
    assertThat(understood.change().variants()).isNull();
    assertThat(understood.change().platform()).isNull();
  }

  @Test
  void aColourForTheTextNeedsTheOnesBefore() {
    assertThat(read("make the text yellow").sentences())
        .containsExactly("Choose a colour for the background first.");
  }

  @Test
  void theLongestMessageIsReadInNoTime() {
    long begun = System.nanoTime();
    for (String piece :
        List.of("headline to ", "make it red and ", "\"", "a ", "don't ", "4k x ")) {
      assertThat(read(piece.repeat(4_000 / piece.length()))).isNotNull();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  private static String words(Assistant.Understood understood) {
    var words = new ArrayList<String>();
    ProjectChange change = understood.change();
    add(words, "mode", change.mode());
    add(words, "headline", change.headline());
    add(words, "subtext", change.subtext());
    add(words, "vibe", change.vibe());
    List<String> colours = change.colours();
    add(words, "colours", colours == null ? null : String.join(",", colours));
    add(words, "platform", change.platform());
    add(words, "width", change.width());
    add(words, "height", change.height());
    add(words, "model", change.modelPref());
    add(words, "variants", change.variants());
    add(words, "quality", understood.quality());
    if (understood.wantsJob()) {
      words.add("job");
    }
    understood.sentences().forEach(sentence -> words.add(summary(sentence)));
    return String.join("; ", words);
  }

  private static void add(List<String> words, String name, @Nullable Object value) {
    if (value != null) {
      words.add(name + "=" + value);
    }
  }

  private static String summary(String sentence) {
    if (sentence.startsWith("I did not understand that. ")) {
      return "nothing";
    }
    if (sentence.startsWith("Hello! ")) {
      return "hello";
    }
    if (sentence.startsWith("I can set headline")) {
      return "help";
    }
    return sentence.equals("You are welcome.") ? "welcome" : "«" + sentence + "»";
  }
}
