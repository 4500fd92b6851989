package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.WebSocketFrame;
import dev.pictor.studio.StudioHouse.Door;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From signing up to a drawing on the wall.
@ExtendWith(StudioHouse.class)
class StudioTest {
  private static final Pattern PROGRESS = Pattern.compile("\"progress\":(\\d+)");

  @Test
  void aPhotoBecomesADrawingThatCanBeTakenHome(Door door) throws Exception {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.hangPhoto();
      visitor.order("Charcoal, Advanced");
      visitor.awaitDrawing();
      assertThat(visitor.heading("Charcoal, advanced")).isVisible();

      BufferedImage drawing = download(visitor);
      assertThat(drawing.getWidth() + " × " + drawing.getHeight()).isEqualTo("512 × 600");
      assertThat(visitor.page().getByText("512 × 600 pixels")).isVisible();
    }
  }

  @Test
  void allTwentyOneLooksAreShownOfThatVeryPhoto(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.hangPhoto();
      Locator ready = visitor.page().locator(".look .frame.is-ready img");
      Locator looks = visitor.page().locator(".look");
      assertThat(looks).hasCount(21);
      for (int i = 0; i < 21; i += 3) {
        looks.nth(i).scrollIntoViewIfNeeded();
      }
      assertThat(ready).hasCount(21);
      for (Locator picture : ready.all()) {
        int width = number(picture.evaluate("image => image.naturalWidth"));
        int height = number(picture.evaluate("image => image.naturalHeight"));
        assertThat((double) width / height).isBetween(512 / 600.0 - 0.02, 512 / 600.0 + 0.02);
      }
    }
  }

  @Test
  void progressComesOverTheWebSocketAndNobodyAsksForIt(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      List<Integer> progress = new ArrayList<>();
      List<String> questions = new ArrayList<>();
      visitor
          .page()
          .onWebSocket(
              socket -> socket.onFrameReceived(frame -> progress.addAll(progressIn(frame))));
      visitor.page().onRequest(request -> questions.addAll(questionsIn(request)));
      visitor.signUp();
      visitor.hangPhoto();
      visitor.order("Oil, Artistic");
      visitor.awaitDrawing();
      assertThat(progress).hasSizeGreaterThan(1).isSorted().endsWith(100);
      // Once when its page opens and once when it is finished.
      assertThat(questions).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void theLineBetweenBeforeAndAfterFollowsThePointer(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.hangPhoto();
      visitor.order("Ink, Basic");
      visitor.awaitDrawing();
      assertThat(visitor.comparison()).hasValue("50");
      var box = visitor.page().locator(".compare").boundingBox();
      var mouse = visitor.page().mouse();
      mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      mouse.down();
      mouse.move(box.x + box.width / 4, box.y + box.height / 2);
      mouse.up();
      assertThat(visitor.comparison()).hasValue(Pattern.compile("2[456]"));
      mouse.move(box.x + box.width - 5, box.y + 5);
      assertThat(visitor.comparison()).hasValue(Pattern.compile("2[456]"));
    }
  }

  @Test
  void theHistoryKeepsWhatWasDrawnUntilItIsDeleted(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.hangPhoto();
      visitor.order("Pastel, Basic");
      visitor.awaitDrawing();
      visitor.link("History").click();
      Locator thumbnail = visitor.page().locator(".card img");
      assertThat(thumbnail).hasCount(1);
      thumbnail.scrollIntoViewIfNeeded();
      visitor.page().waitForCondition(() -> number(thumbnail.evaluate("i => i.naturalWidth")) > 0);

      visitor.page().reload();
      visitor.button("Delete Pastel, basic").click();
      visitor.button("Delete").click();
      assertThat(visitor.page().locator(".card")).hasCount(0);
      visitor.page().reload();
      assertThat(visitor.page().getByText("The wall is still bare.")).isVisible();
    }
  }

  @Test
  void aReloadKeepsThePhotoAndTheChosenLook(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.hangPhoto();
      visitor.look("Ink, Artistic").check(new Locator.CheckOptions().setForce(true));
      visitor.page().reload();
      assertThat(visitor.look("Ink, Artistic")).isChecked();
      visitor
          .page()
          .waitForCondition(() ->
              number(
                      visitor
                          .page()
                          .locator(".easel-photo img")
                          .first()
                          .evaluate("i => i.naturalWidth"))
                  > 0);
    }
  }

  @Test
  void whoeverSignsOutIsForgottenAndMayComeBack(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.hangPhoto();
      visitor.button("Sign out").click();
      visitor.button("I have an account").click();
      visitor.page().getByLabel("E-mail").fill(visitor.email());
      visitor.page().getByLabel("Password").fill(Visitor.PASSWORD);
      visitor.button("Sign in").click();
      assertThat(visitor.heading("What shall we draw?")).isVisible();
    }
  }

  private static BufferedImage download(Visitor visitor) throws IOException {
    Download download = visitor.page().waitForDownload(() -> visitor.link("Download").click());
    try (var bytes = Files.newInputStream(download.path())) {
      return ImageIO.read(bytes);
    }
  }

  private static List<Integer> progressIn(WebSocketFrame frame) {
    return PROGRESS
        .matcher(frame.text())
        .results()
        .map((MatchResult found) -> Integer.valueOf(found.group(1)))
        .toList();
  }

  private static List<String> questionsIn(Request request) {
    boolean asks =
        request.method().equals("GET") && request.url().matches(".*/api/sketch/[0-9a-f-]{36}");
    return asks ? List.of(request.url()) : List.of();
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }
}
