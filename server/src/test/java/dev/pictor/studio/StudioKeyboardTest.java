package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import dev.pictor.studio.StudioHouse.Door;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The Studio without a pointer.
@ExtendWith(StudioHouse.class)
class StudioKeyboardTest {
  private static final int MOST_TABS = 40;

  @Test
  void everythingFromSigningUpToDeletingIsDoneWithKeys(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      // Playwright does not wait until the browser has heard that choosers are awaited; said only
      // at the key press, it sometimes comes too late.
      visitor.page().onFileChooser(_ -> {});
      signUp(visitor);
      choosePhoto(visitor);
      chooseLook(visitor);
      look(visitor);
      delete(visitor);
    }
  }

  @Test
  void theFirstStopLeadsPastTheHeader(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      press(visitor, "Tab");
      visitor.hasFocusOn(visitor.link("Skip to the content"));
      press(visitor, "Enter");
      visitor.hasFocusOn(visitor.page().locator("main"));
      press(visitor, "Tab");
      visitor.hasFocusOn(visitor.page().getByLabel("E-mail"));
    }
  }

  @Test
  void whereTheFocusIsCanBeSeen(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      tabTo(visitor, visitor.button("Create account"));
      Object width =
          visitor
              .button("Create account")
              .evaluate("button => parseFloat(getComputedStyle(button).outlineWidth)");
      assertThat(((Number) width).doubleValue()).isGreaterThanOrEqualTo(2);
    }
  }

  private static void signUp(Visitor visitor) {
    tabTo(visitor, visitor.page().getByLabel("E-mail"));
    visitor.page().keyboard().type(visitor.email());
    press(visitor, "Tab");
    visitor.page().keyboard().type(Visitor.PASSWORD);
    press(visitor, "Enter");
    visitor.hasFocusOn(visitor.heading("What shall we draw?"));
  }

  private static void choosePhoto(Visitor visitor) {
    tabTo(visitor, visitor.page().locator("input[type=file]"));
    FileChooser chooser = visitor.page().waitForFileChooser(() -> press(visitor, "Enter"));
    chooser.setFiles(Visitor.PHOTO);
    visitor.hasFocusOn(visitor.heading("Choose a look"));
  }

  private static void chooseLook(Visitor visitor) {
    tabTo(visitor, visitor.look("Pencil, Basic"));
    press(visitor, "ArrowRight");
    visitor.hasFocusOn(visitor.look("Pencil, Advanced"));
    press(visitor, "ArrowDown");
    press(visitor, "ArrowDown");
    press(visitor, "ArrowDown");
    assertThat(visitor.look("Ink, Advanced")).isChecked();
    press(visitor, "ArrowUp");
    press(visitor, "ArrowUp");
    assertThat(visitor.look("Charcoal, Advanced")).isChecked();
    press(visitor, "Tab");
    Locator strength = visitor.page().getByLabel("Strength");
    visitor.hasFocusOn(strength);
    double before = Double.parseDouble(strength.inputValue());
    press(visitor, "ArrowLeft");
    assertThat(Double.parseDouble(strength.inputValue())).isLessThan(before);
    press(visitor, "Tab");
    visitor.hasFocusOn(visitor.button("Draw it"));
    press(visitor, "Enter");
    visitor.awaitDrawing();
  }

  private static void look(Visitor visitor) {
    tabTo(visitor, visitor.comparison());
    press(visitor, "ArrowRight");
    assertThat(visitor.comparison()).hasValue("51");
    assertThat(visitor.comparison())
        .hasAttribute("aria-valuetext", Pattern.compile("51 percent photo.*"));
    press(visitor, "End");
    assertThat(visitor.comparison()).hasValue("100");
  }

  private static void delete(Visitor visitor) {
    tabTo(visitor, visitor.button("Delete"));
    press(visitor, "Enter");
    // The element and not the role: a dialog that is closed has none, a moment before it is gone.
    Locator dialog = visitor.page().locator("dialog");
    visitor.hasFocusOn(visitor.button("Keep it"));
    for (int i = 0; i < 5; i++) {
      press(visitor, "Tab");
      Object outside =
          visitor
              .page()
              .evaluate(
                  "document.activeElement !== document.body"
                      + " && !document.activeElement.closest('dialog')");
      assertThat(outside).as("focus behind the dialog").isEqualTo(false);
    }
    press(visitor, "Escape");
    assertThat(dialog).hasCount(0);
    visitor.hasFocusOn(visitor.button("Delete"));
    press(visitor, "Enter");
    visitor.hasFocusOn(visitor.button("Keep it"));
    press(visitor, "Tab");
    press(visitor, "Enter");
    assertThat(visitor.page().getByText("The wall is still bare.")).isVisible();
  }

  private static void tabTo(Visitor visitor, Locator element) {
    for (int i = 0; i < MOST_TABS; i++) {
      if (Boolean.TRUE.equals(element.evaluate("e => e === document.activeElement"))) {
        return;
      }
      press(visitor, "Tab");
    }
    visitor.hasFocusOn(element);
  }

  private static void press(Visitor visitor, String key) {
    visitor.page().keyboard().press(key);
  }
}
