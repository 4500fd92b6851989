/// Who is calling: users, passwords, tokens, cookies, roles.
package dev.pictor.identity;
