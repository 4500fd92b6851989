/// What an operator sees: log lines and metrics.
package dev.pictor.platform.telemetry;
