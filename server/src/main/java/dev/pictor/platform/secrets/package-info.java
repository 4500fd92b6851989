/// Secrets: made on the first start or given by the operator, and the keys derived from them.
package dev.pictor.platform.secrets;
