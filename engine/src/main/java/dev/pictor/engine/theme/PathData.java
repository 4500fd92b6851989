package dev.pictor.engine.theme;

/// Checks the data of an SVG path: each command has the numbers it needs, and nothing stands where
/// nothing belongs. The renderer never comes back from some paths that are wrong, such as one with
/// a number after `Z` (found by fuzzing).
final class PathData {
  private static final String COMMANDS = "MLHVCSQTAZ";
  private static final int[] NUMBERS = {2, 2, 1, 1, 6, 4, 4, 2, 7, 0};

  private final String text;
  private int at;

  private PathData(String text) {
    this.text = text;
  }

  static boolean isWellFormed(String text) {
    return new PathData(text).isWellFormed();
  }

  private boolean isWellFormed() {
    skip(false);
    boolean first = true;
    while (at < text.length()) {
      int command = COMMANDS.indexOf(Character.toUpperCase(text.charAt(at)));
      if (command < 0 || (first && command != 0)) {
        return false;
      }
      first = false;
      at++;
      if (!numbers(NUMBERS[command], command == COMMANDS.indexOf('A'))) {
        return false;
      }
    }
    return true;
  }

  /// Reads groups of numbers; a command has one group or more, `Z` has none.
  private boolean numbers(int group, boolean arc) {
    skip(false);
    if (group == 0) {
      return true;
    }
    int groups = 0;
    while (at < text.length() && !Character.isLetter(text.charAt(at))) {
      for (int i = 0; i < group; i++) {
        boolean flag = arc && (i == 3 || i == 4);
        if (!(flag ? flag() : number())) {
          return false;
        }
        skip(true);
      }
      groups++;
    }
    return groups > 0;
  }

  private boolean flag() {
    if (at < text.length() && (text.charAt(at) == '0' || text.charAt(at) == '1')) {
      at++;
      return true;
    }
    return false;
  }

  private boolean number() {
    int start = at;
    sign();
    int digits = digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits += digits();
    }
    if (digits > 0 && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      sign();
      if (digits() == 0) {
        return false;
      }
    }
    return digits > 0 && at - start <= 24;
  }

  private void sign() {
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  /// White space, and between numbers one comma.
  private void skip(boolean comma) {
    white();
    if (comma && at < text.length() && text.charAt(at) == ',') {
      at++;
      white();
    }
  }

  private void white() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
