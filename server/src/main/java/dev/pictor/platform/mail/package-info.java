/// Mail: an outbox in the database that a duty empties, to an SMTP server or into a folder. It
/// knows no user.
package dev.pictor.platform.mail;
