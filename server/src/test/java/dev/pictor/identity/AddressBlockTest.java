package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlockTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:DB8:1:2::, 20010db800010002/64",
    "[2001:db8:1:2::1], 20010db800010002/64",
    "::1, 0000000000000000/64",
  })
  void anAddressIsFiledUnderWhoeverHoldsIt(String address, String block) {
    assertThat(AddressBlock.of(address)).isEqualTo(block);
  }

  @Test
  void whatIsNoAddressIsNeverLookedUp() {
    for (String text : new String[] {"", "localhost", "example.org", "192.0.2.1, 10.0.0.1"}) {
      assertThat(AddressBlock.of(text)).isEqualTo("unknown");
    }
  }
}
