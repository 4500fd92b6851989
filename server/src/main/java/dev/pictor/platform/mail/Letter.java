package dev.pictor.platform.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mail says, from which its two forms are made: paragraphs, at most one link that is to be
/// followed, and a closing line in small print.
///
/// @param greeting the name of who is addressed
/// @param paragraphs before the link
/// @param link null when there is nothing to do
/// @param smallPrint after the link
public record Letter(
    String greeting, List<String> paragraphs, @Nullable Link link, String smallPrint) {
  public Letter {
    paragraphs = List.copyOf(paragraphs);
  }

  /// Where to go.
  ///
  /// @param label the words on the button
  public record Link(String label, String url) {
    @Override
    public String toString() {
      return "Link[" + label + "]"; // The address holds a token.
    }
  }

  public Mail to(String address, String subject) {
    return new Mail(address, subject, text(), html());
  }

  private String text() {
    var text = new StringBuilder("Hello ").append(greeting).append(",\n\n");
    paragraphs.forEach(each -> text.append(each).append("\n\n"));
    if (link != null) {
      text.append(link.label()).append(":\n").append(link.url()).append("\n\n");
    }
    return text.append(smallPrint).append('\n').toString();
  }

  private String html() {
    var html =
        new StringBuilder(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><body style=\"margin:0;"
                + "padding:24px;background:#f5f4f1;color:#1d1d1b;font:16px/1.5 system-ui,"
                + "sans-serif\"><div style=\"max-width:520px;margin:0 auto;padding:32px;"
                + "background:#fff;border-radius:12px\"><p>Hello ");
    html.append(escaped(greeting)).append(",</p>");
    paragraphs.forEach(each -> html.append("<p>").append(escaped(each)).append("</p>"));
    if (link != null) {
      String url = escaped(link.url());
      html.append("<p style=\"margin:28px 0\"><a href=\"")
          .append(url)
          .append("\" style=\"padding:12px 20px;background:#1d1d1b;color:#fff;border-radius:8px;")
          .append("text-decoration:none\">")
          .append(escaped(link.label()))
          .append("</a></p><p style=\"font-size:13px;word-break:break-all\">")
          .append(url)
          .append("</p>");
    }
    return html.append("<p style=\"font-size:13px;color:#6b6a66\">")
        .append(escaped(smallPrint))
        .append("</p></div></body></html>\n")
        .toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
