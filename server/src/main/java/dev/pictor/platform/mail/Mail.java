package dev.pictor.platform.mail;

/// A mail to one person, as plain text and as HTML that say the same.
///
/// @param to the bare address
public record Mail(String to, String subject, String text, String html) {
  /// A reader never sees who or what was written about.
  @Override
  public String toString() {
    return "Mail[" + subject.length() + " characters of subject]";
  }
}
