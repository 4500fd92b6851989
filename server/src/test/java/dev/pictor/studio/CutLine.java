package dev.pictor.studio;

import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;

/// A WebSocket that dies at the first news of a job and stays dead until it is mended.
final class CutLine {
  private static final int SERVICE_RESTART = 1012;

  private final List<String> sentByThePage = new ArrayList<>();
  private boolean isCut;
  private boolean isMended;

  void take(WebSocketRoute page) {
    if (isCut && !isMended) {
      close(page);
      return;
    }
    WebSocketRoute server = page.connectToServer();
    page.onMessage(frame -> {
      sentByThePage.add(frame.text());
      server.send(frame.text());
    });
    server.onMessage(frame -> {
      if (!isMended && frame.text().contains("task_update")) {
        isCut = true;
        close(page);
      } else {
        page.send(frame.text());
      }
    });
  }

  void mend() {
    isMended = true;
  }

  List<String> sentByThePage() {
    return sentByThePage;
  }

  private static void close(WebSocketRoute page) {
    page.close(new WebSocketRoute.CloseOptions().setCode(SERVICE_RESTART).setReason("cut"));
  }
}
