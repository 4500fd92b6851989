package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.pictor.studio.StudioHouse.Door;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page of a chat: the project, what is said about it, and what comes of it.
@ExtendWith(StudioHouse.class)
class StudioChatTest {
  private static final Map<String, Object> DESIGN =
      Map.of("platform", "custom", "width", 320, "height", 320, "headline", "Go");

  @Test
  void whatIsSaidChangesTheProjectAndMakesThumbnails(Door door) throws IOException {
    try (var visitor = enter(door, Device.DESKTOP_LIGHT)) {
      open(visitor, newChat(visitor, DESIGN));
      assertThat(visitor.page()).hasURL(door.app().uri() + "/#/c/" + chatIn(visitor));
      assertThat(visitor.heading("Go")).isVisible();
      visitor.button("Set the headline to \"Day one\"").click();
      visitor.hasFocusOn(message(visitor));
      visitor.button("Send").click();
      assertThat(visitor.heading("Day one")).isVisible();
      assertThat(last(visitor)).containsText("I set the headline to “Day one”.");
      say(visitor, "Generate 2 versions as a draft");
      assertThat(visitor.page().locator(".chat-variants img")).hasCount(2);
      assertThat(last(visitor)).containsText("Done: 2 thumbnails.");
      Download download =
          visitor.page().waitForDownload(() -> visitor.link("Download thumbnail 2").click());
      BufferedImage picture = ImageIO.read(Files.newInputStream(download.path()));
      assertThat(picture.getWidth() + " x " + picture.getHeight()).isEqualTo("320 x 320");
    }
  }

  @Test
  void anAnswerIsHeardInAnotherWindowToo(Door door) {
    try (var visitor = enter(door, Device.DESKTOP_LIGHT)) {
      String url = newChat(visitor, DESIGN);
      Page other = visitor.page().context().newPage();
      other.navigate(url);
      assertThat(other.locator(".lead")).containsText("Nothing has been said yet.");
      open(visitor, url);
      say(visitor, "Make it calm");
      assertThat(other.locator(".said").first()).containsText("Make it calm");
      assertThat(other.locator(".said").last()).containsText("I set the vibe to “calm”.");
      assertThat(other.locator(".chat-facts")).containsText("calm");
    }
  }

  @Test
  void anAnswerComesWithoutTheLineToo(Door door) {
    try (var visitor = enter(door, Device.DESKTOP_LIGHT)) {
      String url = newChat(visitor, DESIGN);
      visitor.page().routeWebSocket("**/ws", line -> line.close());
      visitor.page().navigate("about:blank");
      open(visitor, url);
      say(visitor, "Make it calm");
      assertThat(last(visitor)).containsText("I set the vibe to “calm”.");
      assertThat(visitor.page().locator(".chat-facts")).containsText("calm");
    }
  }

  @Test
  void aMessageThatCannotBeSentStaysWhereItWasWritten(Door door) {
    try (var visitor = enter(door, Device.DESKTOP_LIGHT)) {
      open(visitor, newChat(visitor, DESIGN));
      visitor.button("Send").click();
      assertThat(visitor.page().getByText("Write something first.")).isVisible();
      visitor.page().route("**/messages", StudioChatTest::refusePosts);
      say(visitor, "Make it calm");
      assertThat(visitor.alert()).containsText("Pictor cannot be reached.");
      assertThat(message(visitor)).hasValue("Make it calm");
      visitor.page().unroute("**/messages");
      message(visitor).press("Enter");
      assertThat(last(visitor)).containsText("I set the vibe to “calm”.");
      assertThat(message(visitor)).hasValue("");
      assertThat(visitor.alert()).hasCount(0);
    }
  }

  @Test
  void whatWasSaidLongAgoIsFetchedWhenItIsAskedFor(Door door) {
    try (var visitor = enter(door, Device.DESKTOP_LIGHT)) {
      String url = newChat(visitor, Map.of());
      String chat = url.substring(url.lastIndexOf('/') + 1);
      for (int i = 1; i <= 51; i++) {
        post(visitor, "/api/v1/chat/" + chat + "/messages", Map.of("content", "Number " + i));
      }
      open(visitor, url);
      assertThat(visitor.page().locator(".said")).hasCount(100);
      assertThat(visitor.page().locator(".said").first()).containsText("Number 2");
      visitor.button("Show earlier messages").click();
      assertThat(visitor.page().locator(".said")).hasCount(102);
      assertThat(visitor.page().locator(".said-user").first()).containsText("Number 1");
      assertThat(visitor.button("Show earlier messages")).hasCount(0);
    }
  }

  @Test
  void somebodyElsesChatIsAnEmptyNail(Door door) {
    try (var visitor = enter(door, Device.DESKTOP_LIGHT);
        var stranger = enter(door, Device.DESKTOP_LIGHT)) {
      stranger.page().navigate(newChat(visitor, DESIGN));
      assertThat(stranger.heading("An empty nail")).isVisible();
      stranger.link("To the easel").click();
      stranger.heading("What shall we draw?").waitFor();
    }
  }

  @Test
  void whoIsNotSignedInIsThereAsSoonAsTheyAre(Door door) {
    try (var visitor = enter(door, Device.DESKTOP_LIGHT);
        var sameElsewhere = door.enter(Device.DESKTOP_LIGHT)) {
      sameElsewhere.page().navigate(newChat(visitor, DESIGN));
      assertThat(sameElsewhere.page().getByText("Behind this link is a chat.")).isVisible();
      sameElsewhere.page().getByLabel("E-mail or username").fill(visitor.email());
      sameElsewhere.page().getByLabel("Password").fill(Visitor.PASSWORD);
      sameElsewhere.button("Sign in").click();
      assertThat(sameElsewhere.heading("Thumbnails of my film")).isVisible();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStateSuitsTheScreenAndEverybody(Device device, Door door) {
    try (var visitor = enter(door, device)) {
      String url = newChat(visitor, DESIGN);
      open(visitor, url);
      assertThat(visitor.page().getByText("Nothing has been made of it yet.")).isVisible();
      visitor.findsNothingAmiss("an empty chat");
      visitor.button("Send").click();
      visitor.findsNothingAmiss("an empty message");
      say(visitor, "Set the headline to \"Antidisestablishmentarianism\" and use blue and #ffcc00");
      assertThat(visitor.heading("Antidisestablishmentarianism")).isVisible();
      visitor.findsNothingAmiss("an answer");
      say(visitor, "Generate 4 versions as a draft, with a dragon");
      assertThat(visitor.page().locator(".chat-variants > li")).hasCount(4);
      assertThat(visitor.page().locator(".chat-missed").first()).containsText("Number 2 failed");
      assertThat(last(visitor)).containsText("Done: 2 thumbnails.");
      say(visitor, "Set the headline to \"Day one\", generate 2 versions as a draft");
      assertThat(visitor.page().getByText("1 earlier set")).isVisible();
      visitor.page().getByText("1 earlier set").click();
      visitor.findsNothingAmiss("thumbnails, some of which failed");
      open(visitor, newChat(visitor, Map.of()));
      assertThat(visitor.page().getByText("This chat is about no project")).isVisible();
      visitor.findsNothingAmiss("a chat about nothing");
      visitor.page().navigate(door.app().uri() + "/c/nothing");
      assertThat(visitor.heading("An empty nail")).isVisible();
      visitor.findsNothingAmiss("no such chat");
      visitor.page().context().clearCookies();
      visitor.page().navigate("about:blank");
      visitor.page().navigate(url);
      assertThat(visitor.page().getByText("Behind this link is a chat.")).isVisible();
      visitor.findsNothingAmiss("a chat before signing in");
    }
  }

  private static Visitor enter(Door door, Device device) {
    var visitor = door.enter(device);
    visitor.signUp();
    return visitor;
  }

  /// Begins a chat as a client of the contract does.
  ///
  /// @param design of the project that it is about; empty for a chat about nothing
  /// @return the link that the service hands out
  private static String newChat(Visitor visitor, Map<String, Object> design) {
    var wish = new HashMap<String, Object>(Map.of("session_name", "Thumbnails of my film"));
    if (!design.isEmpty()) {
      wish.put("project_id", post(visitor, "/api/v1/projects/", design).get("id"));
    }
    return String.valueOf(post(visitor, "/api/v1/chat/new", wish).get("url"));
  }

  private static Map<?, ?> post(Visitor visitor, String path, Map<String, Object> body) {
    Object answer =
        visitor
            .page()
            .evaluate(
                "async ([path, body]) => (await fetch(path, {method: 'POST', headers:"
                    + " {'Content-Type': 'application/json'}, body: JSON.stringify(body)})).json()",
                List.of(path, body));
    return (Map<?, ?>) answer;
  }

  private static void open(Visitor visitor, String url) {
    visitor.page().navigate(url);
    visitor.heading("Thumbnails of my film").waitFor();
    assertThat(visitor.page().getByText("Fetching")).hasCount(0);
  }

  private static String chatIn(Visitor visitor) {
    String url = visitor.page().url();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static Locator message(Visitor visitor) {
    return visitor
        .page()
        .getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
  }

  private static void say(Visitor visitor, String content) {
    message(visitor).fill(content);
    visitor.button("Send").click();
  }

  private static Locator last(Visitor visitor) {
    return visitor.page().locator(".said-assistant").last();
  }

  private static void refusePosts(Route route) {
    if (route.request().method().equals("POST")) {
      route.abort();
    } else {
      route.resume();
    }
  }
}
