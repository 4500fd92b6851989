package dev.pictor.api;

/// An answer that is a sentence.
record Said(String message) {
  static final Said MAIL_SENT = new Said("A mail is on its way.");
  static final Said MAIL_PERHAPS =
      new Said("If somebody has this address, a mail with a link is on its way.");
}
