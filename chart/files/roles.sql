-- Gives the roles monitor and replicator the passwords that come in on standard input, one a line, in this order; makes a
-- role that is gone. Run by hand on the leader (FINDINGS.md, PHA0401 and PHA0905). No password may reach the server's log.
\set ON_ERROR_STOP on
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
SET log_min_duration_statement = -1;
\prompt monitor
\prompt replicator
SELECT format('CREATE ROLE %I', name)
  FROM unnest(ARRAY['monitor', 'replicator']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec
ALTER ROLE monitor LOGIN PASSWORD :'monitor';
ALTER ROLE replicator LOGIN REPLICATION PASSWORD :'replicator';
GRANT pg_monitor TO monitor;
