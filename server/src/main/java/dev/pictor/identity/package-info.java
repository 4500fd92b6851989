/// Who is calling: users, passwords, tokens, roles, and how often they may call. It knows no price,
/// no picture and no HTTP.
package dev.pictor.identity;
