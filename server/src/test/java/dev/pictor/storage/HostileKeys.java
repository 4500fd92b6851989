package dev.pictor.storage;

import java.util.List;

/// A6: what is tried against routes that serve files.
final class HostileKeys {
  private HostileKeys() {}

  static List<String> all() {
    return List.of(
        "",
        ".",
        "..",
        "/",
        "../secrets/jwt",
        "users/../../secrets/jwt",
        "users/./a",
        "users//a",
        "users/a/",
        "/etc/passwd",
        "//etc/passwd",
        "file:///etc/passwd",
        "..\\secrets\\jwt",
        "users\\..\\..\\secrets",
        "C:\\Windows\\win.ini",
        "C:/Windows/win.ini",
        "\\\\host\\share",
        "%2e%2e/secrets/jwt",
        "%2e%2e%2fsecrets%2fjwt",
        "..%2fsecrets",
        "..%5csecrets",
        "%252e%252e%252fsecrets",
        "..%c0%afsecrets",
        "users/%00.jpg",
        "users/a\u0000.jpg",
        "users/a\n.jpg",
        "users/a\r\nSet-Cookie: a=b",
        "users/a b",
        "users/\u2025/a",
        "users/\uff0e\uff0e/a",
        "users/\u2215etc",
        "....//....//secrets",
        "..;/secrets",
        ".staging/a",
        "users/.hidden",
        "users/~root",
        "users/a?b",
        "users/a#b",
        "users/*",
        "users/${HOME}",
        "users/-rf");
  }
}
