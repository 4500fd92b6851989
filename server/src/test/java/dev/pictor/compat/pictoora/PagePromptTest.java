package dev.pictor.compat.pictoora;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagePromptTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Replace every face",
        "Put the photo onto all the children, keep the watercolour",
        "every smiling child's face",
        "Swap BOTH  people",
        "each of the kids",
        "all of these happy children",
        "everyone on this page should look like her"
      })
  void everyFaceIsMeant(String prompt) {
    assertThat(PagePrompt.read(prompt).faces()).isEqualTo("all");
  }

  @ParameterizedTest
  @CsvSource({
    "the second face from the left, left:2",
    "Replace the 3rd child from the right., right:3",
    "the first from the left, left:1",
    "use the tenth figure counted from the right, right:10",
    "the leftmost child, left:1",
    "only the right-most face, right:1",
    "the girl on the left, left:1",
    "the boy standing on the far right, right:1",
    "change the left face, left:1",
    "the far right person, right:1",
    "the right-hand child, right:1"
  })
  void aPlaceIsCountedFromItsSide(String prompt, String faces) {
    assertThat(PagePrompt.read(prompt).faces()).isEqualTo(faces);
  }

  @ParameterizedTest
  @CsvSource({
    "the largest face, largest",
    "the second largest face, 1",
    "the third-biggest child, 2"
  })
  void aSizeIsCountedFromTheLargest(String prompt, String faces) {
    assertThat(PagePrompt.read(prompt).faces()).isEqualTo(faces);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Make it magical",
        "replace the face of the child",
        "turn the head to the left",
        "keep all colours of the child",
        "the text on the left page stays",
        "the thirtieth face from the left",
        "the 99th face from the left",
        "everything brighter",
        "顔を全部",
        "…"
      })
  void whatSaysNothingOfFacesMeansTheLargestAndSaysSo(String prompt) {
    var read = PagePrompt.read(prompt);
    assertThat(read.faces()).isEqualTo("largest");
    assertThat(read.meaning()).contains("largest").contains("does not say which face");
  }

  @ParameterizedTest
  @ValueSource(strings = {"everyone except the dog", "all faces but not the left one"})
  void exceptionsAreNotGuessedAt(String prompt) {
    var read = PagePrompt.read(prompt);
    assertThat(read.faces()).isEqualTo("largest");
    assertThat(read.meaning()).contains("exceptions");
  }

  @Test
  void severalChoicesAreNotGuessedAt() {
    var read = PagePrompt.read("the girl on the left and the boy on the right");
    assertThat(read.faces()).isEqualTo("largest");
    assertThat(read.meaning()).contains("several choices");
  }

  @Test
  void theMeaningIsASentence() {
    assertThat(PagePrompt.read("every face").meaning())
        .isEqualTo("Every face of the page is replaced.");
    assertThat(PagePrompt.read("the 2nd face from the left").meaning())
        .isEqualTo("Face 2 from the left of the page is replaced.");
    assertThat(PagePrompt.read("the second largest face").meaning())
        .isEqualTo("Face 2 of the page by size is replaced.");
  }

  @Test
  void aLongPromptIsReadAtOnce() {
    long begun = System.nanoTime();
    PagePrompt.read("every single small ".repeat(200) + "first ".repeat(100));
    assertThat(System.nanoTime() - begun).isLessThan(1_000_000_000L);
  }
}
