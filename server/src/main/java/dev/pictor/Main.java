package dev.pictor;

/// Starts and stops.
final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
