package dev.pictor.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.Conversation;
import dev.pictor.testkit.Conversations;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/// Every recorded conversation of every surface, replayed. `-Dconversations=sketch/` replays only
/// those whose name begins so.
class ConversationsTest {
  private static final Path RECORDED = Path.of("src", "test", "resources", "compat");
  private static final Conversations CONVERSATIONS = new Conversations();

  @AfterAll
  static void stop() {
    CONVERSATIONS.close();
  }

  @TestFactory
  Stream<DynamicContainer> everyConversationGoesAsRecorded() {
    String only = System.getProperty("conversations", "");
    List<Conversation> chosen =
        Conversation.in(RECORDED).stream().filter(each -> each.name().startsWith(only)).toList();
    assertThat(chosen).as("conversations named %s…", only).isNotEmpty();
    return CONVERSATIONS.tests(chosen);
  }
}
