package dev.pictor.compat.mugshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.compat.mugshot.ChatViews.Begun;
import dev.pictor.compat.mugshot.ChatViews.ChatView;
import dev.pictor.compat.mugshot.ChatViews.Listing;
import dev.pictor.compat.mugshot.ChatViews.MessageView;
import dev.pictor.compat.mugshot.ChatViews.Saying;
import dev.pictor.compat.mugshot.ChatViews.Wish;
import dev.pictor.identity.Caller;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.projects.Chat;
import dev.pictor.projects.ChatMessage;
import dev.pictor.projects.Chats;
import dev.pictor.projects.Paging;
import io.javalin.http.Context;
import java.util.List;

/// Conversations with the assistant.
final class ChatRoutes {
  private static final String GROUP = "MugShot: chat";
  private static final String PATH = "/api/v1/chat/{chat_id}";

  /// Clients of the original service take the answer for the whole conversation.
  private static final int USUAL_MESSAGES = 100;

  private final Chats chats;
  private final MugShotLinks links;

  ChatRoutes(Chats chats, MugShotLinks links) {
    this.chats = chats;
    this.links = links;
  }

  List<Route> routes() {
    return List.of(
        route(POST, "/api/v1/chat/new", Access.USER)
            .in(GROUP)
            .says("Begin a chat, about a project or about none; the body may be left out")
            .takes(new Wish("My Chat", ProjectView.ID))
            .answers(201, "The chat", new Begun(ChatViews.ID, "https://…/c/" + ChatViews.ID))
            .answers(404, "There is no such project")
            .by(this::create),
        route(GET, "/api/v1/chat", Access.USER)
            .in(GROUP)
            .says("The caller's chats, newest first")
            .query("limit", Integer.class, "1 to 100; 20 when not given")
            .query("cursor", String.class, "next_cursor of the part before")
            .answers(200, "A part of the list", new Listing(List.of(ChatViews.CHAT), null))
            .by(this::list),
        route(GET, PATH, Access.USER)
            .in(GROUP)
            .says("One chat")
            .answers(200, "The chat", ChatViews.CHAT)
            .answers(404, "There is no such chat")
            .by(request -> Reply.json(request, view(request, chat(request)))),
        route(GET, PATH + "/messages", Access.USER)
            .in(GROUP)
            .says("The last messages of a chat, in the order in which they were said")
            .query("limit", Integer.class, "1 to 100; 100 when not given")
            .query("cursor", String.class, "From the header Link, for what was said before")
            .answers(200, "The messages", List.of(ChatViews.SAID, ChatViews.ANSWER))
            .answers(404, "There is no such chat")
            .by(this::messages),
        route(POST, PATH + "/messages", Access.USER)
            .in(GROUP)
            .says("Say something; the assistant's answer is the message after it")
            .takes(new Saying("Make it calm and blue, and generate 2 versions.", "user"))
            .answers(201, "Your message", ChatViews.SAID)
            .answers(404, "There is no such chat")
            .answers(422, "The content is empty or too long, or the sender is not user")
            .by(this::say));
  }

  private void create(Context request) {
    boolean isEmpty = request.req().getContentLengthLong() == 0;
    boolean hasNoBody =
        request.req().getContentLengthLong() < 0 && request.header("Transfer-Encoding") == null;
    Wish wish = isEmpty || hasNoBody ? new Wish(null, null) : RequestBody.json(request, Wish.class);
    Chat chat = chats.create(Caller.of(request), wish.sessionName(), wish.projectId());
    request.header("Location", "/api/v1/chat/" + chat.id());
    Reply.json(request, 201, new Begun(chat.id().toString(), url(request, chat)));
  }

  private void list(Context request) {
    int limit = Query.limit(request);
    Paging<Chat> part = chats.list(Caller.of(request), limit, Pages.cursor(request));
    List<ChatView> items = Pages.shown(request, part, chat -> view(request, chat));
    Reply.json(request, new Listing(items, part.next()));
  }

  private void messages(Context request) {
    int limit = Query.limit(request, USUAL_MESSAGES);
    Paging<ChatMessage> part =
        chats.messages(Caller.of(request), chat(request), limit, Pages.cursor(request));
    Reply.json(request, Pages.shown(request, part, MessageView::of));
  }

  private void say(Context request) throws InterruptedException {
    Chat chat = chat(request);
    Saying saying = RequestBody.json(request, Saying.class);
    if (saying.sender() != null && !saying.sender().equals("user")) {
      throw Problem.invalid("sender", "is user; the assistant speaks for itself.");
    }
    Reply.json(request, 201, MessageView.of(chats.say(Caller.of(request), chat, saying.content())));
  }

  private Chat chat(Context request) {
    return chats.get(Caller.of(request), request.pathParam("chat_id"));
  }

  private ChatView view(Context request, Chat chat) {
    return ChatViews.of(chat, url(request, chat));
  }

  private String url(Context request, Chat chat) {
    return links.absolute(request, "/c/" + chat.id());
  }
}
