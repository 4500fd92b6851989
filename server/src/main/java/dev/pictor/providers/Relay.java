package dev.pictor.providers;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// All who make pictures, as jobs see them: it leads each step to a provider on another machine or
/// to the built-in engine.
public interface Relay {
  /// Instead of a name: whoever the operator's rules name.
  String AUTO = "auto";

  /// The built-in engine's name.
  String LOCAL = "local";

  /// Instead of a plan's word, as long as the rules ask for none.
  String ANY_PLAN = "";

  /// Who should make a job.
  ///
  /// @param provider a name of [#names], or [#AUTO]
  /// @param plan the user's, by which the operator may route; [#ANY_PLAN] unless [#isByPlan]
  /// @param draw decides between providers that share the work
  record Wish(String provider, String plan, long draw) {}

  /// Whose machine makes a picture.
  enum Machine {
    /// This one, by the built-in engine.
    HERE,
    /// One with a graphics card that the operator runs, or rents by the second.
    GPU,
    /// That of a service which is paid by the picture.
    CLOUD
  }

  /// Somebody who may make a step.
  ///
  /// @param model as it is called there; empty for the built-in engine
  /// @param isReady whether they take orders at this moment, as far as is known here
  /// @param ends the day from which there is no such model any more, when that is soon
  record Maker(
      String name, Machine machine, String model, boolean isReady, Optional<LocalDate> ends) {}

  /// What came of it.
  ///
  /// @param provider the last one on another machine that made a step; [#LOCAL] when none did
  /// @param machines for each step whose machines made its pictures, in their order
  record Made(Generated generated, String provider, List<List<Machine>> machines) {
    public Made {
      machines = machines.stream().map(List::copyOf).toList();
    }
  }

  /// An order at a provider on another machine that is not over.
  ///
  /// @param id of the order
  record OpenOrder(UUID job, UUID id) {}

  /// Who can be asked for by name, the built-in engine first.
  List<String> names();

  /// What is wrong with the options of a step, told before a job is accepted.
  ///
  /// @param wanted a name of [#names], or [#AUTO]
  /// @return faults under the names of parameters
  List<FieldError> faults(Generation.Step step, String wanted);

  /// Whether any of the operator's rules is for one plan only.
  boolean isByPlan();

  /// Who may make a step, in the order in which they are asked.
  ///
  /// @throws Problem UNAVAILABLE when nobody makes such a step
  List<Maker> makers(Generation.Step step, Wish wish);

  /// The first provider on another machine that will be asked; empty when none will.
  Optional<String> firstAsked(Generation generation, Wish wish);

  /// What results depend on beside the generation, as [Provider#edition] says: who may make each
  /// step with what, whoever of them takes the order in the end.
  ///
  /// @return empty when the same request is to give other pictures, or nobody knows
  /// @throws Problem UNAVAILABLE when nobody makes such a step
  Optional<String> edition(Generation generation, String wanted, String plan);

  /// Makes the pictures.
  ///
  /// @throws Problem when it cannot; its kind says whether another attempt makes sense
  Made make(Commission commission) throws InterruptedException;

  /// Orders that were open a while ago already, the oldest first.
  ///
  /// @param most at once
  List<OpenOrder> open(int most);

  /// Tells a provider that an order is not wanted any more.
  ///
  /// @return whether it was told, or cannot be
  boolean stop(OpenOrder order) throws InterruptedException;
}
