/// The MugShot Studio contract: accounts with confirmed addresses, profiles, projects, assets,
/// thumbnails and chats below `/api/v1`.
package dev.pictor.compat.mugshot;
