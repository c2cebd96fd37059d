-- Whoever writes: a temporary table of the same name must not answer whether a month is closed. Written by hand.
ALTER FUNCTION refuse_truncate_of_closed_months() SET search_path = public, pg_temp;
--> statement-breakpoint
ALTER FUNCTION add_billing_lines() SET search_path = public, pg_temp;
--> statement-breakpoint
ALTER FUNCTION remove_billing_lines() SET search_path = public, pg_temp;
--> statement-breakpoint
ALTER FUNCTION add_revenue_movements() SET search_path = public, pg_temp;
--> statement-breakpoint
ALTER FUNCTION remove_revenue_movements() SET search_path = public, pg_temp;
