package dev.pictor.platform.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The environment variables of a start, and what is wrong with them. Bad values are collected so
/// that an operator sees all of them at once.
public final class Environment {
  private final Map<String, String> values;
  private final List<String> faults = new ArrayList<>();

  public Environment(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  <T> T read(Setting<T> setting) {
    String text = given(setting).orElse(null);
    try {
      return setting.parse(text);
    } catch (IllegalArgumentException e) {
      String shown = setting.secret() ? "***" : "\"" + text + "\"";
      faults.add(setting.name() + " is " + shown + "; it takes " + setting.format() + ".");
      return setting.parse(null);
    }
  }

  /// The text that was given for a setting, if any; blank counts as not given.
  public Optional<String> given(Setting<?> setting) {
    return setting.names().stream()
        .map(name -> values.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  /// Notes a fault that only shows when several settings are seen together.
  public void fault(String sentence) {
    faults.add(sentence);
  }

  /// Refuses the start when anything was bad.
  public void check() {
    if (!faults.isEmpty()) {
      throw new BadSettings(faults);
    }
  }

  /// The start is refused; the message has a line for each fault.
  public static final class BadSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSettings(List<String> faults) {
      super(String.join(System.lineSeparator(), faults));
    }
  }
}
