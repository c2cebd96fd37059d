-- What the app may do in a database that belongs to another role: everything in the rows, nothing with the tables. So no
-- statement of the app's can empty a table or switch a trigger off, and closed months stay closed whatever it says.
-- Run it as the owner, after `create role fiken_app login`, once: later migrations of the same owner are granted too.
grant usage on schema public, drizzle to fiken_app;
grant select on all tables in schema drizzle to fiken_app;
grant select, insert, update, delete on all tables in schema public to fiken_app;
grant usage on all sequences in schema public to fiken_app;
alter default privileges in schema public grant select, insert, update, delete on tables to fiken_app;
alter default privileges in schema public grant usage on sequences to fiken_app;
revoke update, delete on audit_entries, subscription_events from fiken_app;
