package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pictor.platform.Problem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The state machine and what moves it.
class JobStateTest {
  private static final JobId JOB = new JobId(UUID.randomUUID());

  @Test
  void onlySucceededFailedAndCancelledAreFinal() {
    assertThat(JobState.values())
        .filteredOn(JobState::isFinal)
        .containsExactly(JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void aWordNamesItsState(JobState state) {
    assertThat(JobState.ofWord(state.word())).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource
  void aWordNamesItsPhase(JobPhase phase) {
    assertThat(JobPhase.ofWord(phase.word())).isEqualTo(phase);
  }

  @Test
  void everyMoveOfARunningJobIsInTheTable() {
    var error = JobError.of(Problem.of(Problem.Kind.INTERNAL, "fault"));
    List<Move> moves =
        List.of(
            new Move.Succeed(JOB, 1, JsonNodeFactory.instance.objectNode(), TransactionHook.NONE),
            new Move.Fail(JOB, 1, error),
            new Move.Cancel(JOB, 1),
            new Move.Retry(JOB, 1, error, Duration.ZERO),
            new Move.HandBack(JOB, 1));

    assertThat(moves).extracting(Move::to).allMatch(JobState.RUNNING.next()::contains);
    assertThat(new Move.Progress(JOB, 1, 5, JobPhase.PROCESSING).to()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void limitsRefuseWhatMakesNoSense() {
    assertThatThrownBy(() -> new JobLimits(0, Duration.ZERO, Duration.ZERO))
        .hasMessage("maxAttempts is not at least 1: 0");
    assertThatThrownBy(() -> new JobLimits(1, Duration.ofSeconds(-1), Duration.ZERO))
        .hasMessageStartingWith("a limit is negative");
  }
}
