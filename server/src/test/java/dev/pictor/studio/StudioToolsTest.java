package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pictor.studio.StudioHouse.Door;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The tools beside drawing: what they ask for, and what comes of it.
@ExtendWith(StudioHouse.class)
class StudioToolsTest {
  private static final Path ASTRONAUT = Path.of("..", "testdata", "astronaut.png");
  private static final Path MOUNTAINS = Path.of("..", "testdata", "mountains.jpg");

  @Test
  void aFaceIsSwappedAndTheResultTakenHome(Door door) throws IOException {
    try (var visitor = enter(door, "Swap a face")) {
      hang(visitor, "Whose face", ASTRONAUT);
      hang(visitor, "Into which picture", Visitor.PHOTO);
      visitor.button("Swap it").click();
      visitor.awaitDrawing();
      assertThat(visitor.comparison()).isVisible();
      BufferedImage result = download(visitor);
      assertThat(result.getWidth() + " x " + result.getHeight()).isEqualTo("512 x 600");
    }
  }

  @Test
  void aPictureIsMadeTwiceAsLarge(Door door) throws IOException {
    try (var visitor = enter(door, "Enlarge")) {
      assertThat(visitor.button("Enlarge it"))
          .hasAccessibleDescription(Pattern.compile("1 credit(, about \\d+ (s|min))?"));
      hang(visitor, "The picture", Visitor.PHOTO);
      visitor.button("Enlarge it").click();
      visitor.awaitDrawing();
      BufferedImage result = download(visitor);
      assertThat(result.getWidth() + " x " + result.getHeight()).isEqualTo("1024 x 1200");
      visitor.page().reload();
      assertThat(visitor.comparison()).isVisible();
    }
  }

  @Test
  void anOutfitIsChosenByItsPicture(Door door) {
    try (var visitor = enter(door, "Dress up")) {
      hang(visitor, "Who is dressed up", Visitor.PHOTO);
      visitor.button("Dress up").click();
      assertThat(visitor.alert()).containsText("outfit");
      Locator outfits = visitor.page().locator(".outfit");
      assertThat(outfits).hasCount(8);
      outfits.first().click();
      visitor.button("Dress up").click();
      visitor.awaitDrawing();
      assertThat(visitor.comparison()).isVisible();
    }
  }

  @Test
  void fourThumbnailsComeOfAHeadline(Door door) {
    try (var visitor = enter(door, "Make a thumbnail")) {
      visitor.button("Make it").click();
      assertThat(visitor.alert()).containsText("headline");
      hang(visitor, "You", ASTRONAUT);
      visitor.page().getByLabel("Headline").fill("I flew to space");
      visitor.button("Make it").click();
      assertThat(visitor.page().locator(".several img")).hasCount(4);
    }
  }

  @Test
  void aPictureWithoutAFaceIsRefusedInWords(Door door) {
    try (var visitor = enter(door, "Swap a face")) {
      visitor.button("Swap it").click();
      assertThat(visitor.alert()).containsText("whose face");
      hang(visitor, "Whose face", MOUNTAINS);
      hang(visitor, "Into which picture", Visitor.PHOTO);
      visitor.button("Swap it").click();
      assertThat(visitor.heading("It did not work out")).isVisible();
      assertThat(visitor.page().locator(".lead")).containsText("face");
    }
  }

  @Test
  void somebodyElsesWorkIsAnEmptyNail(Door door) {
    try (var visitor = enter(door, "Cut out")) {
      visitor.page().navigate(door.app().uri() + "/#/work/nothing");
      assertThat(visitor.heading("An empty nail")).isVisible();
      visitor.page().navigate(door.app().uri() + "/#/tools/hammer");
      assertThat(visitor.heading("No such tool")).isVisible();
    }
  }

  private static Visitor enter(Door door, String tool) {
    var visitor = door.enter(Device.DESKTOP_LIGHT);
    visitor.signUp();
    visitor.link("Tools").click();
    visitor.page().locator(".tool-card", new Page.LocatorOptions().setHasText(tool)).click();
    visitor.heading(tool).waitFor();
    return visitor;
  }

  private static void hang(Visitor visitor, String slot, Path photo) {
    Locator place =
        visitor
            .page()
            .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(slot).setExact(true));
    place.locator("input[type=file]").setInputFiles(photo);
    place.getByText("Take down").waitFor();
  }

  private static BufferedImage download(Visitor visitor) throws IOException {
    Download download = visitor.page().waitForDownload(() -> visitor.link("Download").click());
    return ImageIO.read(Files.newInputStream(download.path()));
  }
}
