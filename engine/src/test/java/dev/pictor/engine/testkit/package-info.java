/// What the tests of several packages share: pictures to work on, fingerprints of results.
package dev.pictor.engine.testkit;
