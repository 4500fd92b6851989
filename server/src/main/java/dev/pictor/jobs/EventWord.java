package dev.pictor.jobs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/// An event's name as nodes say it to each other: 22 letters for the job, 22 for the owner, then
/// the number.
record EventWord(JobId job, OwnerId owner, int seq) {
  private static final int LETTERS = 22;

  static EventWord of(JobEvent event) {
    return new EventWord(event.job(), event.owner(), event.seq());
  }

  static EventWord parse(String word) {
    return new EventWord(
        new JobId(decode(word.substring(0, LETTERS))),
        new OwnerId(decode(word.substring(LETTERS, 2 * LETTERS))),
        Integer.parseInt(word.substring(2 * LETTERS)));
  }

  @Override
  public String toString() {
    return encode(job.value()) + encode(owner.value()) + seq;
  }

  private static String encode(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static UUID decode(String letters) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(letters));
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
