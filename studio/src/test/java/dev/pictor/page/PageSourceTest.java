package dev.pictor.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The page's TypeScript: types (strict, see `deno.json`) and the logic that needs no browser.
class PageSourceTest {

  @Test
  void everyTypeIsRight() throws Exception {
    var outcome = Deno.run("check");
    assertThat(outcome.exit()).as(outcome.output()).isZero();
  }

  @Test
  void theLogicBehindThePagePassesItsOwnTests() throws Exception {
    // The types of the tests are checked above, so that they need not be checked here.
    var outcome = Deno.run("test", "--no-check");
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("0 failed");
  }
}
