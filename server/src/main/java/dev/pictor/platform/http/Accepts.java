package dev.pictor.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a component of a wire record holds, where its type says too little. It is documentation:
/// the code that reads the record is what refuses.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Accepts {
  /// The least number.
  double min() default Double.NaN;

  /// The greatest number.
  double max() default Double.NaN;

  /// The fewest characters.
  int shortest() default -1;

  /// The most characters.
  int longest() default -1;

  /// The only words.
  String[] words() default {};

  /// Whether it must be given although it can be null in Java, so that its absence is told in the
  /// words of the contract.
  boolean required() default false;
}
