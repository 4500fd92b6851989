package dev.pictor.projects;

import dev.pictor.identity.Principal;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Uuid7;
import dev.pictor.projects.ChatMessage.Sender;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Conversations. Every message is stored as it comes; the answer is stored once, before the
/// request that brought the message is answered.
public final class Chats {
  /// Longer messages are documents.
  public static final int LONGEST_MESSAGE = 4_000;

  private static final int LONGEST_NAME = 200;
  private static final int REMEMBERED = 20;

  private final Jdbi jdbi;
  private final Projects projects;
  private final Answers answers;
  private final Listener listener;
  private final InstantSource clock;
  private final Uuid7 ids;

  /// @param listener hears every message once it is stored
  Chats(Jdbi jdbi, Projects projects, Answers answers, Listener listener, InstantSource clock) {
    this.jdbi = jdbi;
    this.projects = projects;
    this.answers = answers;
    this.listener = listener;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /// Hears what is said in chats, within the same thread; it must be quick and must not fail.
  @FunctionalInterface
  public interface Listener {
    /// @param owner the user whose chat it is
    void said(UUID owner, UUID message);
  }

  /// Begins a chat.
  ///
  /// @param name null for a usual one
  /// @param project what it is about; null for nothing
  public Chat create(Principal caller, @Nullable String name, @Nullable String project) {
    String given = name == null || name.isBlank() ? "New chat" : name.strip();
    if (given.length() > LONGEST_NAME || given.indexOf('\0') >= 0) {
      throw Problem.invalid("session_name", "has at most " + LONGEST_NAME + " characters.");
    }
    UUID about = project == null ? null : projects.get(caller, project).id();
    Instant now = now();
    var chat = new Chat(ids.next(), Projects.owner(caller), about, given, now, now);
    if (!jdbi.inTransaction(handle -> ChatRows.insert(handle, chat))) {
      throw Problem.notFound("project");
    }
    return chat;
  }

  /// @throws Problem NOT_FOUND when there is no such chat or it is somebody else's
  public Chat get(Principal caller, String id) {
    return Paging.uuid(id)
        .flatMap(known ->
            jdbi.withHandle(handle -> ChatRows.find(handle, Projects.owner(caller), known)))
        .orElseThrow(() -> Problem.notFound("chat"));
  }

  /// @param limit 1 to 100
  /// @param cursor {@link Paging#next} of the part before; null for the first
  public Paging<Chat> list(Principal caller, int limit, @Nullable String cursor) {
    UUID before = Paging.before(cursor);
    UUID owner = Projects.owner(caller);
    return Paging.of(
        jdbi.withHandle(handle -> ChatRows.list(handle, owner, limit + 1, before)),
        limit,
        Chat::id);
  }

  /// The last messages of a chat, in the order in which they were said.
  ///
  /// @param limit 1 to 100
  /// @param cursor {@link Paging#next} of the part that was later; null for the last messages
  public Paging<ChatMessage> messages(
      Principal caller, Chat chat, int limit, @Nullable String cursor) {
    UUID before = Paging.before(cursor);
    Paging<ChatMessage> part =
        Paging.of(
            jdbi.withHandle(handle -> ChatRows.messages(handle, chat.id(), limit + 1, before)),
            limit,
            ChatMessage::id);
    return new Paging<>(part.items().reversed(), part.next());
  }

  /// One message of a user's chats.
  public Optional<ChatMessage> find(UUID owner, UUID message) {
    return jdbi.withHandle(handle -> ChatRows.message(handle, owner, message));
  }

  /// Stores what the user says, and has it answered.
  ///
  /// @return the user's message
  public ChatMessage say(Principal caller, Chat chat, @Nullable String content)
      throws InterruptedException {
    List<ChatMessage> before = messages(caller, chat, REMEMBERED, null).items();
    var message =
        new ChatMessage(
            ids.next(), chat.id(), Sender.USER, checked(content), null, Map.of(), null, now());
    keep(chat.owner(), message);
    Answers.Answer answer = answers.answer(caller, chat, before, message);
    keep(
        chat.owner(),
        new ChatMessage(
            ids.next(),
            chat.id(),
            Sender.ASSISTANT,
            answer.content(),
            message.id(),
            answer.changes(),
            answer.job(),
            now()));
    return message;
  }

  private void keep(UUID owner, ChatMessage message) {
    if (jdbi.inTransaction(handle -> ChatRows.insert(handle, message))) {
      listener.said(owner, message.id());
    }
  }

  private static String checked(@Nullable String content) {
    var faults = new ArrayList<FieldError>();
    String text = Objects.requireNonNullElse(content, "").strip();
    if (text.isEmpty()) {
      faults.add(new FieldError("content", "is missing."));
    } else if (text.length() > LONGEST_MESSAGE || text.indexOf('\0') >= 0) {
      faults.add(
          new FieldError("content", "is text of at most " + LONGEST_MESSAGE + " characters."));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return text;
  }

  /// Tells users whose message was never answered, as the node stopped in the middle, to say it
  /// again. Nothing is done a second time.
  Duty lostAnswers() {
    return new LostAnswers(jdbi, ids, clock);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
