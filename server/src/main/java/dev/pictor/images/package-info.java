/// The use cases: intake, submit, work, finish, cancel. The only place where several modules meet.
package dev.pictor.images;
