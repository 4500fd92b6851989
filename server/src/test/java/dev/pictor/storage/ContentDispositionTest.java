package dev.pictor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {
  @Test
  void aPlainNameIsWrittenInBothForms() {
    assertThat(ContentDisposition.of(true, "sketch-1.png"))
        .isEqualTo("attachment; filename=\"sketch-1.png\"; filename*=UTF-8''sketch-1.png");
  }

  @Test
  void otherAlphabetsAreEncodedAsTheirBytes() {
    assertThat(ContentDisposition.of(false, "эскиз 🎨"))
        .isEqualTo(
            "inline; filename=\"_____ _\"; filename*=UTF-8''"
                + "%D1%8D%D1%81%D0%BA%D0%B8%D0%B7%20%F0%9F%8E%A8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nSet-Cookie: b=c",
        "a\"; filename=\"b.html",
        "../../etc/passwd",
        "..\\a",
        "a\u0000b",
        "a;b",
        "%22"
      })
  void nothingInANameEndsTheValueOrNamesAFolder(String name) {
    String header = ContentDisposition.of(true, name);
    assertThat(header)
        .matches("attachment; filename=\"[A-Za-z0-9._ -]*\"; filename\\*=UTF-8''[^\"\\\\/;\\s]*");
    assertThat(header.chars()).allMatch(letter -> letter >= ' ' && letter < 127);
  }
}
