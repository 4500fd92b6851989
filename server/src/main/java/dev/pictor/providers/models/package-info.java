/// The image models of providers in the cloud as one table: what each makes, what it takes, what a
/// picture costs, and when it will be gone. `models.json` is the data.
package dev.pictor.providers.models;
