package dev.pictor.providers.simulated;

import java.util.Locale;

/// What a simulated provider does wrong with one order, instead of what is right.
public enum Fault {
  /// Takes two seconds, or what [SimulatedProvider#slowMeans] says, for what takes none.
  SLOW,
  /// 429 with a wait of one second.
  BUSY,
  /// 500 on the order; nothing is made.
  BROKEN,
  /// 503 on the order; nothing is made.
  UNAVAILABLE,
  /// Takes the order, makes it, and closes the connection without an answer.
  DROPPED_AFTER_ACCEPT,
  /// Answers the order with the first half of its JSON; it is made all the same.
  PARTIAL_JSON,
  /// Answers the order with HTML and status 200.
  WRONG_TYPE,
  /// 401: the key is wrong.
  BAD_KEY,
  /// The account has no credit left.
  NO_CREDIT,
  /// Refuses the input.
  REFUSED_INPUT,
  /// Refuses the content.
  MODERATED,
  /// Takes the order and fails with it.
  FAILED,
  /// Takes the order and stops it for the time that it took.
  TIMED_OUT,
  /// Takes the order and does not know it any more.
  VANISHED,
  /// Finishes without a picture.
  EMPTY_OUTPUT,
  /// Finishes with a black picture.
  BLACK_PICTURE,
  /// Finishes with the picture that it got.
  UNCHANGED_PICTURE,
  /// Finishes with bytes that are no picture.
  NOT_A_PICTURE,
  /// Finishes with a link that has expired.
  EXPIRED_LINK,
  /// Does not call back.
  LOST_CALLBACK,
  /// Calls back after the order was asked for and found finished.
  LATE_CALLBACK,
  /// Calls back twice.
  DOUBLE_CALLBACK,
  /// Calls back that it has failed while it works on.
  FORGED_CALLBACK;

  /// The word that [SimulatedProvider]'s control takes.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
