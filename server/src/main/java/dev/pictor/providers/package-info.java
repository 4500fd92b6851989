/// Who makes the pictures: a provider turns one generation into pictures, on this machine or on
/// somebody else's. Each has a folder of its own; none knows another, money or job states.
package dev.pictor.providers;
