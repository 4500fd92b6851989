package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import dev.pictor.studio.StudioHouse.Door;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What the page says and does when something is not as it should be.
@ExtendWith(StudioHouse.class)
class StudioTroubleTest {

  @Test
  void aWrongPasswordIsSaid(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.button("Sign out").click();
      visitor.button("I have an account").click();
      visitor.page().getByLabel("E-mail").fill(visitor.email());
      visitor.page().getByLabel("Password").fill("wrong, all wrong");
      visitor.button("Sign in").click();
      assertThat(visitor.alert()).containsText(Pattern.compile("wrong", Pattern.CASE_INSENSITIVE));
      assertThat(visitor.page().getByLabel("E-mail")).hasValue(visitor.email());
    }
  }

  @Test
  void aPasswordThatTheServerRefusesIsMarkedWhereItStands(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.page().getByLabel("E-mail").fill(visitor.email());
      visitor.page().getByLabel("Password").fill("password");
      visitor.button("Create account").click();
      var field = visitor.page().getByLabel("Password");
      assertThat(field).hasAttribute("aria-invalid", "true");
      assertThat(field).hasAccessibleDescription(Pattern.compile("At least 8 characters\\. .+"));
    }
  }

  @Test
  void whatIsNotAPhotoIsRefusedBeforeAnythingIsSent(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.page().onRequest(request -> assertThat(request.url()).doesNotContain("/api/upload/"));
      pick(visitor, "letter.jpg", "Dear all, this is no picture.".getBytes(StandardCharsets.UTF_8));
      assertThat(visitor.alert()).containsText("“letter.jpg” is not a photo that can be read");
      assertThat(visitor.heading("What shall we draw?")).isVisible();
    }
  }

  @Test
  void aPhotoThatIsTooLargeIsRefusedBeforeAnythingIsSent(@TempDir Path folder, Door door)
      throws IOException {
    Path poster = folder.resolve("poster.jpg");
    Files.write(poster, Arrays.copyOf(Files.readAllBytes(Visitor.PHOTO), 11 * 1024 * 1024));
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.pick(poster);
      assertThat(visitor.alert()).containsText("“poster.jpg” has 11 MB; the limit is 10 MB.");
    }
  }

  @Test
  void aDrawingThatIsFinishedWhileTheLineIsDeadArrivesWhenItIsBack(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      var line = new CutLine();
      visitor.page().routeWebSocket(Pattern.compile(".*/ws"), line::take);
      // Only a page that is loaded from now on has its WebSockets routed.
      visitor.page().reload();
      visitor.signUp();
      visitor.hangPhoto();
      visitor.order("Acrylic, Artistic");
      assertThat(visitor.page().getByText("No connection.")).isVisible();
      line.mend();
      visitor.button("Try now").click();
      visitor.awaitDrawing();
      assertThat(visitor.page().getByText("No connection.")).isHidden();
      assertThat(line.sentByThePage())
          .anyMatch(text -> text.matches(".*\"resume\".*\\{\".+\":\\d+}}"));
    }
  }

  /// Twelve megapixels, so that there is time to stop.
  @Test
  void aDrawingThatIsStoppedStaysStoppedAndTheNextOneIsDrawn(@TempDir Path folder, Door door)
      throws IOException {
    Path photo = folder.resolve("large.jpg");
    ImageIO.write(new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB), "jpg", photo.toFile());
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.pick(photo);
      visitor.heading("Choose a look").waitFor();
      visitor.order("Oil, Artistic");
      visitor.button("Stop").click();
      assertThat(visitor.heading("Stopped half-way")).isVisible();
      visitor.page().reload();
      assertThat(visitor.heading("Stopped half-way")).isVisible();
      visitor.link("History").click();
      assertThat(visitor.page().locator(".card")).containsText("Stopped");
      visitor.page().goBack();
      visitor.link("To the easel").click();
      visitor.order("Ink, Basic");
      visitor.awaitDrawing();
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsSaidAndTheOrderMayBeRepeated(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.hangPhoto();
      visitor.page().route("**/api/sketch/create", Route::abort);
      visitor.order("Ink, Basic");
      assertThat(visitor.alert()).containsText("Pictor cannot be reached.");
      visitor.page().unroute("**/api/sketch/create");
      visitor.button("Draw it").click();
      visitor.awaitDrawing();
    }
  }

  @Test
  void whoeverIsSignedOutElsewhereIsAskedToSignIn(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.page().context().clearCookies();
      visitor.link("History").click();
      assertThat(visitor.page().getByText("Your session has ended.")).isVisible();
      assertThat(visitor.button("Sign in")).isVisible();
    }
  }

  private static void pick(Visitor visitor, String name, byte[] content) {
    visitor
        .page()
        .locator("input[type=file]")
        .setInputFiles(new FilePayload(name, "image/jpeg", content));
  }
}
