package dev.pictor.engine.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomTest {
  private static final Platform.Area ALL = new Platform.Area(0, 0, 1, 1);

  @ParameterizedTest
  @EnumSource
  void textKeepsAwayFromWhatThePlatformCovers(Platform platform) {
    Rectangle2D room = Room.of(ALL, platform, 1000, 1000, List.of());
    assertThat(room.getWidth() * room.getHeight()).isGreaterThan(250_000);
    for (Platform.Area covered : platform.covered()) {
      Rectangle2D area =
          new Rectangle2D.Double(
              covered.x() * 1000,
              covered.y() * 1000,
              covered.width() * 1000,
              covered.height() * 1000);
      assertThat(room.intersects(area)).isFalse();
    }
  }

  @Test
  void textKeepsAwayFromFaces() {
    Rectangle2D face = new Rectangle2D.Double(600, 100, 300, 400);
    Rectangle2D room = Room.of(ALL, Platform.X, 1600, 900, List.of(face));
    assertThat(room.intersects(face)).isFalse();
    assertThat(room.getWidth()).isGreaterThan(500);
  }

  @Test
  void theLargestRestIsKept() {
    Rectangle2D room = new Rectangle2D.Double(0, 0, 100, 100);
    Rectangle2D left = Room.without(room, new Rectangle2D.Double(70, 10, 20, 80));
    assertThat(left).isEqualTo(new Rectangle2D.Double(0, 0, 70, 100));
    Rectangle2D below = Room.without(room, new Rectangle2D.Double(10, 0, 80, 30));
    assertThat(below).isEqualTo(new Rectangle2D.Double(0, 30, 100, 70));
  }
}
