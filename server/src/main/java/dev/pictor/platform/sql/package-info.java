/// The way to PostgreSQL: address, pool, migrations and transactions.
package dev.pictor.platform.sql;
