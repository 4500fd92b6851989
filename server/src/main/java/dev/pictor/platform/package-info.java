/// What every module stands on: problems, ids, JSON, and, in its sub-packages, settings, SQL, HTTP
/// and telemetry plumbing. It knows no feature's words. Unlike a feature module its sub-packages
/// are open to all.
package dev.pictor.platform;
