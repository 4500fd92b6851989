package dev.pictor.projects;

import dev.pictor.identity.Principal;
import dev.pictor.images.Caching;
import dev.pictor.images.ImageJob;
import dev.pictor.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Does what the assistant has understood, and says what was done.
final class Answers {
  private final Assistant assistant;
  private final Projects projects;
  private final Thumbnails thumbnails;

  Answers(Assistant assistant, Projects projects, Thumbnails thumbnails) {
    this.assistant = assistant;
    this.projects = projects;
    this.thumbnails = thumbnails;
  }

  /// What is said to the user.
  ///
  /// @param changes of the project, by the names of its fields
  record Answer(String content, Map<String, Object> changes, @Nullable UUID job) {}

  /// @param before what was said before this message
  Answer answer(Principal caller, Chat chat, List<ChatMessage> before, ChatMessage message)
      throws InterruptedException {
    Project project =
        chat.project() == null
            ? null
            : projects.find(caller, chat.project().toString()).orElse(null);
    Assistant.Understood understood =
        assistant.read(
            new Assistant.Turn(
                project == null ? null : project.design(), before, message.content()));
    return project == null
        ? withoutProject(understood)
        : new Doing(caller, project, message).done(understood);
  }

  private static Answer withoutProject(Assistant.Understood understood) {
    var said = new ArrayList<>(understood.sentences());
    if (!understood.change().isEmpty() || understood.wantsJob()) {
      said.add(
          "This chat is about no project, so there is nothing I can change or make: begin a chat"
              + " with a project_id.");
    }
    return new Answer(String.join(" ", said), Map.of(), null);
  }

  /// One answer in the making.
  private final class Doing {
    private final Principal caller;
    private final ChatMessage message;
    private Project project;
    private Map<String, Object> changes = Map.of();
    private @Nullable UUID job;
    private final List<String> said = new ArrayList<>();

    Doing(Principal caller, Project project, ChatMessage message) {
      this.caller = caller;
      this.project = project;
      this.message = message;
    }

    Answer done(Assistant.Understood understood) throws InterruptedException {
      boolean isRefused = !understood.change().isEmpty() && !change(understood.change());
      if (understood.wantsJob() && isRefused) {
        said.add("I started nothing.");
      } else if (understood.wantsJob()) {
        start(understood.quality());
      }
      said.addAll(understood.sentences());
      return new Answer(String.join(" ", said), changes, job);
    }

    private boolean change(ProjectChange wanted) {
      try {
        Design before = project.design();
        project = projects.change(caller, project.id().toString(), wanted, null);
        changes = DesignWords.differences(before, project.design());
        said.add(
            changes.isEmpty()
                ? "All of that is so already."
                : "I set " + DesignWords.list(changes) + ".");
        return true;
      } catch (Problem refusal) {
        said.add("I changed nothing: " + DesignWords.reasons(refusal));
        return false;
      }
    }

    private void start(@Nullable String quality) throws InterruptedException {
      try {
        // The message names the job, so answering twice makes one.
        var wish = new ThumbnailWish(quality, null, null, "chat " + message.id(), Caching.USE);
        ImageJob made = thumbnails.submit(caller, project, wish, List.of()).job();
        job = UUID.fromString(made.id());
        int variants = project.design().variants();
        said.add(
            "I started job "
                + made.id()
                + ": "
                + (variants == 1 ? "one thumbnail" : variants + " variants")
                + (quality == null ? "." : " in quality " + quality + "."));
      } catch (Problem refusal) {
        said.add("I could not start a job: " + DesignWords.reasons(refusal));
      }
    }
  }
}
