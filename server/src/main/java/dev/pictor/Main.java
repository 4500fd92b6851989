package dev.pictor;

final class Main {
  public static void main(String[] args) {}
}
