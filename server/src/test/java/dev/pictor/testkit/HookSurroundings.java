package dev.pictor.testkit;

import dev.pictor.testkit.HookReceiver.Message;
import dev.pictor.testkit.HookReceiver.Reply;
import java.util.Map;

/// A receiver for conversations about webhooks. What it answers stands in the path: `/gone` 410,
/// `/broken` 500 with words, everything else 204.
public final class HookSurroundings implements Surroundings {
  private final HookReceiver receiver = new HookReceiver();

  public HookSurroundings() {
    receiver.replies(HookSurroundings::reply);
  }

  private static Reply reply(Message message) {
    if (message.path().startsWith("/gone")) {
      return Reply.of(410);
    }
    return message.path().startsWith("/broken")
        ? new Reply(500, Map.of(), "out of order")
        : Reply.of(204);
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("ALLOW_PRIVATE_ADDRESSES", "true");
  }

  @Override
  public Map<String, String> words() {
    return Map.of("receiver", receiver.url(""));
  }

  @Override
  public void close() {
    receiver.close();
  }
}
