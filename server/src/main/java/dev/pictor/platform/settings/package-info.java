/// Settings that document themselves: each is declared once, beside its owner, with its name, type,
/// default and a sentence.
package dev.pictor.platform.settings;
