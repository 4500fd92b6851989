package dev.pictor.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.sql.DatabaseAddress;
import org.junit.jupiter.api.Test;

class DatabaseAddressTest {
  @Test
  void jdbcFormIsTakenAsItIs() {
    var address = DatabaseAddress.parse("jdbc:postgresql://db:5433/pictor?user=a");
    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/pictor?user=a");
    assertThat(address.user()).isNull();
  }

  @Test
  void everyFormOfTheSeedsMeansTheSame() {
    for (String scheme :
        new String[] {"postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg2"}) {
      var address = DatabaseAddress.parse(scheme + "://us%40er:p%3Ass+w@db:5433/pictor");
      assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/pictor");
      assertThat(address.user()).isEqualTo("us@er");
      assertThat(address.password()).isEqualTo("p:ss+w");
    }
  }

  @Test
  void thePortMayBeLeftOutAndTlsIsTranslated() {
    assertThat(DatabaseAddress.parse("postgres://db/pictor?ssl=require").jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/pictor?sslmode=require");
  }

  @Test
  void anythingElseIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> DatabaseAddress.parse("mysql://root:geheim@db/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("postgresql://")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void aPasswordInTheJdbcFormIsNotPrinted() {
    assertThat(DatabaseAddress.parse("jdbc:postgresql://db/x?user=a&password=geheim"))
        .hasToString("jdbc:postgresql://db/x?user=a&password=***");
  }
}
